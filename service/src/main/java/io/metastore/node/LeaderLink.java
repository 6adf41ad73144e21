package io.metastore.node;

import io.metastore.apply.Entry;
import io.metastore.node.DiskSpace.Level;
import io.metastore.raft.Consensus;
import io.metastore.raft.PeerHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Brings entries to the leader: into the own log when this member leads, over the peer port
 * otherwise; and takes those that other members send here. The leader stamps the lease clock.
 */
final class LeaderLink implements EntrySender, PeerHandler {
    private static final Level[] LEVELS = Level.values();

    private final Supplier<Consensus> consensus;
    private final Leadership leadership;
    private final LeaseClock clock;
    private final DiskSpace disk;
    private final LeaderSpace leaderDisk;
    private final long timeoutMillis;

    /** The room on the disk of this member, and of the leader as far as it told. */
    record Disks(DiskSpace own, LeaderSpace leader) {}

    /**
     * @param timeoutMillis time the leader has to take an entry
     */
    LeaderLink(
            Supplier<Consensus> consensus,
            Leadership leadership,
            LeaseClock clock,
            Disks disks,
            long timeoutMillis) {
        this.consensus = consensus;
        this.leadership = leadership;
        this.clock = clock;
        this.disk = disks.own();
        this.leaderDisk = disks.leader();
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public CompletionStage<Void> send(byte[] entry) {
        if (leadership.isSelf()) {
            return append(entry);
        }
        if (!leadership.isKnown()) {
            return CompletableFuture.failedFuture(new IllegalStateException("no leader is known"));
        }
        return consensus.get().callLeader(entry, timeoutMillis).thenAccept(this::answered);
    }

    private void answered(byte[] answer) {
        Level level = answer.length == 0 ? Level.ENOUGH : LEVELS[answer[0]];
        leaderDisk.told(level);
        if (level == Level.EXHAUSTED) {
            throw new IllegalStateException("the leader has no disk space");
        }
    }

    /**
     * Takes an entry of another member, unless there is no room for it. The answer says how much
     * room there is, so that the other member refuses its clients what would not be taken.
     */
    @Override
    public CompletionStage<byte[]> handle(byte[] entry) {
        if (!leadership.isSelf()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("this member does not lead"));
        }
        if (disk.level() == Level.EXHAUSTED) {
            return CompletableFuture.completedFuture(answer(Level.EXHAUSTED));
        }
        return append(entry).thenApply(done -> answer(leastSpace()));
    }

    /** An entry that was taken is never answered as refused. */
    private Level leastSpace() {
        return disk.level() == Level.ENOUGH ? Level.ENOUGH : Level.LOW;
    }

    private static byte[] answer(Level level) {
        return level == Level.ENOUGH ? new byte[0] : new byte[] {(byte) level.ordinal()};
    }

    private CompletionStage<Void> append(byte[] entry) {
        Entry.stamp(entry, clock.nowMillis());
        disk.appended(entry.length);
        return consensus.get().propose(entry);
    }
}
