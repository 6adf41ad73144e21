package io.metastore.node;

import com.google.protobuf.Message;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.CompactionResponse;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.apply.RequestCosts;
import io.metastore.apply.TxnReads;
import io.metastore.command.Command;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.ReadTxn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Keys: reads at a read point, writes through the log. Stages complete on the caller's executor
 * with the response or an {@code EtcdException}; an invalid request throws that at once. Any
 * thread.
 */
public final class KvService {
    /** Rows that a range may touch on the caller's thread; a larger one moves to the workers. */
    static final long ROWS_ON_CALLER_MAX = 256;

    private final MvccStore store;
    private final Reads reads;
    private final Proposals proposals;
    private final Admission admission;
    private final Headers headers;
    private final NodeStats stats;
    private final CompactionRunner compaction;
    private final Damage damage;
    private final Executor workers;
    private final int txnOpsMax;
    private final int requestBytesMax;

    /** What key requests work with. */
    record Parts(
            MvccStore store,
            Reads reads,
            Proposals proposals,
            Admission admission,
            Damage damage,
            Headers headers,
            NodeStats stats,
            CompactionRunner compaction,
            Executor workers) {}

    KvService(Parts parts, int txnOpsMax, int requestBytesMax) {
        this.store = parts.store();
        this.reads = parts.reads();
        this.proposals = parts.proposals();
        this.admission = parts.admission();
        this.headers = parts.headers();
        this.stats = parts.stats();
        this.compaction = parts.compaction();
        this.damage = parts.damage();
        this.workers = parts.workers();
        this.txnOpsMax = txnOpsMax;
        this.requestBytesMax = requestBytesMax;
    }

    public CompletionStage<RangeResponse> range(RangeRequest request, Executor executor) {
        KvChecks.range(request);
        stats.ranged();
        return readPoint(request.getSerializable(), executor)
                .thenCompose(point -> read(request, executor));
    }

    /** Opens a range to be read in pieces, all at one revision. */
    public CompletionStage<RangeReader> rangeStream(RangeRequest request, Executor executor) {
        KvChecks.rangeStream(request);
        return readPoint(request.getSerializable(), executor)
                .thenApply(
                        point ->
                                new RangeReader(
                                        new RangeReader.Source(store, damage),
                                        request,
                                        headers,
                                        requestBytesMax));
    }

    public CompletionStage<PutResponse> put(PutRequest request, Executor executor) {
        return admission.admit(
                RequestCosts.put(request),
                executor,
                () -> {
                    KvChecks.put(request);
                    return propose(
                            Command.newBuilder().setPut(request), PutResponse.class, executor);
                });
    }

    public CompletionStage<DeleteRangeResponse> deleteRange(
            DeleteRangeRequest request, Executor executor) {
        return admission.admit(
                0,
                executor,
                () -> {
                    KvChecks.deleteRange(request);
                    return propose(
                            Command.newBuilder().setDeleteRange(request),
                            DeleteRangeResponse.class,
                            executor);
                });
    }

    public CompletionStage<TxnResponse> txn(TxnRequest request, Executor executor) {
        return admission.admit(
                RequestCosts.txn(request), executor, () -> admitted(request, executor));
    }

    private CompletionStage<TxnResponse> admitted(TxnRequest request, Executor executor) {
        TxnChecks.txn(request, txnOpsMax);
        if (TxnReads.isReadOnly(request)) {
            return readPoint(TxnReads.isSerializable(request), executor)
                    .thenCompose(point -> onWorkers(() -> read(request), executor));
        }
        return propose(Command.newBuilder().setTxn(request), TxnResponse.class, executor);
    }

    /** Compacts; a physical one completes when this member has removed the old versions. */
    public CompletionStage<CompactionResponse> compact(
            CompactionRequest request, Executor executor) {
        return admission.admit(0, executor, () -> admitted(request, executor));
    }

    private CompletionStage<CompactionResponse> admitted(
            CompactionRequest request, Executor executor) {
        CompletionStage<CompactionResponse> done =
                propose(
                        Command.newBuilder().setCompaction(request),
                        CompactionResponse.class,
                        executor);
        if (!request.getPhysical()) {
            return done;
        }
        return done.thenCompose(
                response ->
                        compaction
                                .removed(request.getRevision())
                                .thenApplyAsync(removed -> response, executor));
    }

    private CompletionStage<Void> readPoint(boolean serializable, Executor executor) {
        return serializable
                ? CompletableFuture.completedFuture(null)
                : reads.linearizable(executor);
    }

    private CompletionStage<RangeResponse> read(RangeRequest request, Executor executor) {
        try (ReadTxn txn = store.read()) {
            if (txn.isAtMost(request, ROWS_ON_CALLER_MAX)) {
                return CompletableFuture.completedFuture(respond(txn, request));
            }
        }
        // A view of its own: one that waits with the task would be left open if that were dropped.
        return onWorkers(
                () -> {
                    try (ReadTxn txn = store.read()) {
                        return respond(txn, request);
                    }
                },
                executor);
    }

    private RangeResponse respond(ReadTxn txn, RangeRequest request) {
        return damage.watched(() -> txn.range(request)).toBuilder()
                .setHeader(headers.apply(txn.revision()))
                .build();
    }

    private TxnResponse read(TxnRequest request) {
        try (ReadTxn txn = store.read()) {
            return damage.watched(() -> TxnReads.read(txn, request, headers.apply(txn.revision())));
        }
    }

    private <T> CompletionStage<T> onWorkers(Supplier<T> work, Executor executor) {
        return CompletableFuture.supplyAsync(work, workers)
                .thenApplyAsync(result -> result, executor);
    }

    private <T extends Message> CompletionStage<T> propose(
            Command.Builder command, Class<T> type, Executor executor) {
        return proposals.submit(command.build(), executor).thenApply(type::cast);
    }
}
