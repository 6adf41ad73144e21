package io.metastore.simulation;

import static io.metastore.simulation.Acknowledged.require;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.CompactionResponse;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.node.Node;
import io.metastore.watch.KeyRange;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Requests for keys, each with the one right answer. Every value that is put is put only once. */
final class KeyRequests {
    private final CommitOrder order;
    private final KeyHistory keys;
    private final Acknowledged acknowledged;
    private long compactionRequested;

    KeyRequests(CommitOrder order, Acknowledged acknowledged) {
        this.order = order;
        this.keys = order.keys();
        this.acknowledged = acknowledged;
    }

    private static KeyRange range(ByteString key, ByteString end) {
        return KeyRange.of(key, end);
    }

    Request<PutResponse> put(PutRequest request) {
        return new Request<>() {
            @Override
            public CompletionStage<PutResponse> send(Node node, Executor executor) {
                return node.kv().put(request, executor);
            }

            @Override
            public void answered(PutResponse response, Sent sent) {
                long revision = response.getHeader().getRevision();
                require(revision > sent.revision(), "a put at %d was told late", revision);
                acknowledged.written(request.getKey(), request.getValue(), revision);
                KeyValue before = keys.get(request.getKey(), revision - 1);
                require(
                        response.getPrevKv()
                                .equals(before == null ? KeyValue.getDefaultInstance() : before),
                        "a put at %d replaced %s, not %s",
                        revision,
                        before,
                        response.getPrevKv());
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public void refused(EtcdError error, Sent sent) {
                acknowledged.refused(request.getKey(), request.getValue(), error);
            }

            @Override
            public String toString() {
                return "put " + request.getKey().toStringUtf8();
            }
        };
    }

    Request<RangeResponse> range(RangeRequest request) {
        return new Request<>() {
            @Override
            public CompletionStage<RangeResponse> send(Node node, Executor executor) {
                return node.kv().range(request, executor);
            }

            @Override
            public void answered(RangeResponse response, Sent sent) {
                long current = response.getHeader().getRevision();
                require(current <= keys.revision(), "read the future: %d", current);
                long at = request.getRevision() == 0 ? current : request.getRevision();
                List<KeyValue> expected =
                        keys.range(range(request.getKey(), request.getRangeEnd()), at);
                require(
                        response.getKvsList().equals(expected),
                        "read at %d: %s instead of %s",
                        at,
                        response.getKvsList(),
                        expected);
                if (isLinearizable()) {
                    acknowledged.linearizable(response.getHeader(), sent);
                }
            }

            @Override
            public void refused(EtcdError error, Sent sent) {
                refusedAt(request.getRevision(), error, isLinearizable() ? sent : null);
            }

            @Override
            public boolean isLinearizable() {
                return !request.getSerializable();
            }

            @Override
            public String toString() {
                return "range at " + request.getRevision();
            }
        };
    }

    /** A revision is refused only when it was compacted, or is in the future. */
    private void refusedAt(long revision, EtcdError error, Request.Sent linearizable) {
        if (error == EtcdError.COMPACTED) {
            require(revision < order.compactRevision(), "%d is not compacted", revision);
        } else if (error == EtcdError.FUTURE_REVISION && linearizable != null) {
            require(revision > linearizable.revision(), "%d has been", revision);
        }
    }

    Request<DeleteRangeResponse> delete(DeleteRangeRequest request) {
        return new Request<>() {
            @Override
            public CompletionStage<DeleteRangeResponse> send(Node node, Executor executor) {
                return node.kv().deleteRange(request, executor);
            }

            @Override
            public void answered(DeleteRangeResponse response, Sent sent) {
                long revision = response.getHeader().getRevision();
                KeyRange range = range(request.getKey(), request.getRangeEnd());
                boolean changed = response.getDeleted() > 0;
                List<KeyValue> before = keys.range(range, changed ? revision - 1 : revision);
                require(
                        response.getPrevKvsList().equals(before)
                                && response.getDeleted() == before.size(),
                        "a delete at %d found %s, not %s",
                        revision,
                        before,
                        response.getPrevKvsList());
                require(
                        !changed || keys.range(range, revision).isEmpty(),
                        "a delete at %d left something",
                        revision);
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public String toString() {
                return "delete " + request.getKey().toStringUtf8();
            }
        };
    }

    /** Puts a key if its last change was at a revision, and reads it if not. */
    Request<TxnResponse> swap(ByteString key, long modRevision, ByteString value) {
        TxnRequest request =
                TxnRequest.newBuilder()
                        .addCompare(
                                Compare.newBuilder()
                                        .setKey(key)
                                        .setTarget(Compare.CompareTarget.MOD)
                                        .setResult(Compare.CompareResult.EQUAL)
                                        .setModRevision(modRevision))
                        .addSuccess(
                                RequestOp.newBuilder()
                                        .setRequestPut(
                                                PutRequest.newBuilder()
                                                        .setKey(key)
                                                        .setValue(value)))
                        .addFailure(read(key))
                        .build();
        return new Request<>() {
            @Override
            public CompletionStage<TxnResponse> send(Node node, Executor executor) {
                return node.kv().txn(request, executor);
            }

            @Override
            public void answered(TxnResponse response, Sent sent) {
                long revision = response.getHeader().getRevision();
                KeyValue before = keys.get(key, response.getSucceeded() ? revision - 1 : revision);
                long modifiedAt = before == null ? 0 : before.getModRevision();
                require(
                        response.getSucceeded() == (modifiedAt == modRevision),
                        "a swap at %d of %d found %d",
                        revision,
                        modRevision,
                        modifiedAt);
                if (response.getSucceeded()) {
                    acknowledged.written(key, value, revision);
                } else {
                    checkRead(key, revision, response.getResponses(0).getResponseRange());
                }
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public void refused(EtcdError error, Sent sent) {
                acknowledged.refused(key, value, error);
            }

            @Override
            public String toString() {
                return "swap " + key.toStringUtf8();
            }
        };
    }

    /** Reads two keys in one transaction, hence at one revision. */
    Request<TxnResponse> readTogether(ByteString one, ByteString other) {
        TxnRequest request =
                TxnRequest.newBuilder().addSuccess(read(one)).addSuccess(read(other)).build();
        return new Request<>() {
            @Override
            public CompletionStage<TxnResponse> send(Node node, Executor executor) {
                return node.kv().txn(request, executor);
            }

            @Override
            public void answered(TxnResponse response, Sent sent) {
                long revision = response.getHeader().getRevision();
                checkRead(one, revision, response.getResponses(0).getResponseRange());
                checkRead(other, revision, response.getResponses(1).getResponseRange());
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public String toString() {
                return "read together";
            }
        };
    }

    /** The hash of the history as of now. */
    Request<HashKVResponse> hash() {
        return new Request<>() {
            @Override
            public CompletionStage<HashKVResponse> send(Node node, Executor executor) {
                return node.upkeep().hashes().hashKv(HashKVRequest.getDefaultInstance(), executor);
            }

            @Override
            public void answered(HashKVResponse response, Sent sent) {
                // It depends on the compaction too, and this member may know an older one.
                require(
                        response.getCompactRevision() != order.compactRevision()
                                || response.getHash() == order.hashKv(response.getHashRevision()),
                        "a wrong hash at %d",
                        response.getHashRevision());
            }

            @Override
            public String toString() {
                return "hash";
            }
        };
    }

    private static RequestOp read(ByteString key) {
        return RequestOp.newBuilder()
                .setRequestRange(RangeRequest.newBuilder().setKey(key))
                .build();
    }

    private void checkRead(ByteString key, long revision, RangeResponse response) {
        KeyValue record = keys.get(key, revision);
        require(
                response.getKvsList().equals(record == null ? List.of() : List.of(record)),
                "read at %d: %s instead of %s",
                revision,
                response.getKvsList(),
                record);
    }

    Request<CompactionResponse> compact(long revision, boolean physical) {
        CompactionRequest request =
                CompactionRequest.newBuilder().setRevision(revision).setPhysical(physical).build();
        compactionRequested = Math.max(compactionRequested, revision);
        return new Request<>() {
            @Override
            public CompletionStage<CompactionResponse> send(Node node, Executor executor) {
                return node.kv().compact(request, executor);
            }

            @Override
            public void answered(CompactionResponse response, Sent sent) {
                require(
                        order.compactRevision() >= revision
                                && order.compactRevision() <= compactionRequested,
                        "compacted to %d, asked for %d",
                        order.compactRevision(),
                        compactionRequested);
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public void refused(EtcdError error, Sent sent) {
                if (error == EtcdError.COMPACTED) {
                    require(revision <= order.compactRevision(), "%d is not compacted", revision);
                }
            }

            @Override
            public String toString() {
                return "compact to " + revision;
            }
        };
    }
}
