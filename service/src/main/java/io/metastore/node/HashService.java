package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.HashRequest;
import io.metastore.api.etcdserverpb.HashResponse;
import io.metastore.mvcc.HashAnswer;
import io.metastore.mvcc.StoreHash;
import io.metastore.mvcc.StoreHasher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of this member's state, for operators and for other members. They are computed one at a
 * time on a thread of their own, because each reads the whole store; any thread may ask.
 */
public final class HashService {
    /** Requests under way and waiting; a further one is refused. */
    static final int REQUESTS_MAX = 32;

    private final StoreHasher hasher;
    private final Headers headers;
    private final NodeDurations durations;
    private final LongSupplier nanoTime;
    private final Damage damage;
    private final Executor thread;
    private final Semaphore room = new Semaphore(REQUESTS_MAX);

    /**
     * @param thread where hashes are computed, one at a time
     */
    HashService(StoreHasher hasher, Headers headers, Clock clock, Damage damage, Executor thread) {
        this.hasher = hasher;
        this.headers = headers;
        this.durations = clock.durations();
        this.nanoTime = clock.nanoTime();
        this.damage = damage;
        this.thread = thread;
    }

    /** How long hashes take, and who is told. */
    record Clock(NodeDurations durations, LongSupplier nanoTime) {}

    /** The hash of the history at a revision, the same number as etcd's. */
    public CompletionStage<HashKVResponse> hashKv(HashKVRequest request, Executor executor) {
        return onThread(() -> hasher.at(request.getRevision()), durations.hashRevisionNanos())
                .thenApplyAsync(this::response, executor);
    }

    /** The hash of the whole replicated state. */
    public CompletionStage<HashResponse> hash(HashRequest request, Executor executor) {
        return onThread(hasher::ofState, durations.hashNanos())
                .thenApplyAsync(
                        answer ->
                                HashResponse.newBuilder()
                                        .setHeader(headers.apply(answer.currentRevision()))
                                        .setHash(answer.hash().hash())
                                        .build(),
                        executor);
    }

    /** Like {@link #hashKv}, whatever compactions left; completes on the thread that computed. */
    CompletionStage<HashAnswer> computed(long revision) {
        return onThread(() -> hasher.computedAt(revision), durations.hashRevisionNanos());
    }

    /** What the compaction to the revision left; null when that is not known here. */
    @Nullable HashAnswer ofCompaction(long revision) {
        return hasher.ofCompaction(revision);
    }

    /** What the last compactions left. */
    List<StoreHash> ofCompactionsNewestFirst() {
        return hasher.compactionsNewestFirst();
    }

    private HashKVResponse response(HashAnswer answer) {
        return HashKVResponse.newBuilder()
                .setHeader(headers.apply(answer.currentRevision()))
                .setHash(answer.hash().hash())
                .setCompactRevision(answer.hash().compactRevision())
                .setHashRevision(answer.hash().revision())
                .build();
    }

    private CompletionStage<HashAnswer> onThread(
            Supplier<HashAnswer> work, LongConsumer tookNanos) {
        if (!room.tryAcquire()) {
            return CompletableFuture.failedFuture(new EtcdException(EtcdError.TOO_MANY_REQUESTS));
        }
        return CompletableFuture.supplyAsync(
                        () -> {
                            long startNanos = nanoTime.getAsLong();
                            HashAnswer answer = damage.watched(work);
                            tookNanos.accept(nanoTime.getAsLong() - startNanos);
                            return answer;
                        },
                        thread)
                .whenComplete((answer, failure) -> room.release());
    }
}
