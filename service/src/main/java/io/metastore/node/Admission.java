package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.node.DiskSpace.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Decides whether a request of a client may be proposed, by what it may add. Any thread. */
final class Admission {
    private final Quota quota;
    private final DiskSpace disk;
    private final LeaderSpace leaderDisk;

    Admission(Quota quota, DiskSpace disk, LeaderSpace leaderDisk) {
        this.quota = quota;
        this.disk = disk;
        this.leaderDisk = leaderDisk;
    }

    /**
     * Carries out a request, or refuses it when there is no room: in the quota, or on the disk of
     * this member or of the leader.
     *
     * @param costBytes what the request may add to the state; 0 when it adds nothing
     * @param executor where a refused request fails with NO_SPACE
     */
    <T> CompletionStage<T> admit(
            long costBytes, Executor executor, Supplier<CompletionStage<T>> request) {
        if (isTooFull(disk.level(), costBytes) || isTooFull(leaderDisk.level(), costBytes)) {
            return CompletableFuture.failedFuture(EtcdError.NO_SPACE.exception());
        }
        return quota.fits(costBytes) ? request.get() : quota.refuse(executor);
    }

    private static boolean isTooFull(Level level, long costBytes) {
        return level == Level.EXHAUSTED || (level == Level.LOW && costBytes > 0);
    }
}
