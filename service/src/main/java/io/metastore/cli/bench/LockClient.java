package io.metastore.cli.bench;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.cli.tool.Connection;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes a lock and releases it at once:
 *
 * <ol>
 *   <li>make a key below the lock's prefix, with the lease, unless it is there;
 *   <li>if no key of the lock is older, the lock is held;
 *   <li>else wait until the newest of the older ones is deleted, and look again;
 *   <li>having waited, see whether the key is still there: the lease may have expired;
 *   <li>delete the key.
 * </ol>
 *
 * <p>Each client waits for another key, so that a release wakes one of them only. A failed attempt
 * leaves the key, and with it the place in the queue, to the next one.
 */
final class LockClient implements Operation {
    private final KVGrpc.KVStub kv;
    private final LockPlace place;
    private final LockSeries series;
    private final LongSupplier nanoTime;
    private final DeletionWatch deletions;

    LockClient(Connection connection, LockPlace place, LockSeries series, LongSupplier nanoTime) {
        this.kv = KVGrpc.newStub(connection.channel());
        this.place = place;
        this.series = series;
        this.nanoTime = nanoTime;
        this.deletions = new DeletionWatch(connection);
    }

    @Override
    public void start(Attempt attempt) {
        kv.txn(place.queue(), answer(attempt, answer -> queued(attempt, answer)));
    }

    private void queued(Attempt attempt, TxnResponse answer) {
        RangeResponse holder = answer.getResponses(1).getResponseRange();
        long revision =
                answer.getSucceeded()
                        ? answer.getHeader().getRevision()
                        : answer.getResponses(0).getResponseRange().getKvs(0).getCreateRevision();
        if (holder.getKvs(0).getCreateRevision() == revision) {
            release(attempt);
        } else {
            look(attempt, revision);
        }
    }

    private void look(Attempt attempt, long revision) {
        StreamObserver<RangeResponse> answer =
                answer(
                        attempt,
                        found -> {
                            if (found.getKvsCount() == 0) {
                                confirm(attempt);
                            } else {
                                ByteString key = found.getKvs(0).getKey();
                                long next = found.getHeader().getRevision() + 1;
                                await(attempt, key, next, revision);
                            }
                        });
        kv.range(place.predecessor(revision), answer);
    }

    private void await(Attempt attempt, ByteString key, long next, long revision) {
        deletions.await(
                key,
                next,
                () -> look(attempt, revision),
                failure -> attempt.failed(series.lock(), failure));
    }

    private void confirm(Attempt attempt) {
        StreamObserver<RangeResponse> answer =
                answer(
                        attempt,
                        found -> {
                            if (found.getKvsCount() == 0) {
                                Status expired =
                                        Status.NOT_FOUND.withDescription("the lease has expired");
                                attempt.failed(series.lock(), expired.asRuntimeException());
                            } else {
                                release(attempt);
                            }
                        });
        kv.range(place.self(), answer);
    }

    private void release(Attempt attempt) {
        series.lock().recordSince(attempt.dueNanos());
        long held = nanoTime.getAsLong();
        kv.deleteRange(
                place.leave(),
                new UnaryAnswer<DeleteRangeResponse>(
                        unused -> attempt.succeeded(series.unlock(), held),
                        failure -> attempt.failed(series.unlock(), failure)));
    }

    private <T> UnaryAnswer<T> answer(Attempt attempt, Consumer<T> next) {
        return new UnaryAnswer<>(next, failure -> attempt.failed(series.lock(), failure));
    }

    void close() {
        deletions.close();
    }
}
