package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.node.DiskSpace.Level;

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
     * Refuses a request for which there is no room: in the quota, or on the disk of this member or
     * of the leader.
     *
     * @param costBytes what the request may add to the state; 0 when it adds nothing
     * @throws io.metastore.api.EtcdException NO_SPACE
     */
    void admit(long costBytes) {
        refuse(disk.level(), costBytes);
        refuse(leaderDisk.level(), costBytes);
        quota.admit(costBytes);
    }

    private static void refuse(Level level, long costBytes) {
        if (level == Level.EXHAUSTED || (level == Level.LOW && costBytes > 0)) {
            throw EtcdError.NO_SPACE.exception();
        }
    }
}
