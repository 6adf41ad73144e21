package io.metastore.node;

import java.util.concurrent.Executor;

/**
 * What keeps the member from running out of space: the quota of its state, the room on its disk and
 * on the leader's, and the alarms that tell. Any thread.
 */
public final class SpaceGuards {
    /** How often the size of the state is looked up while little is applied. */
    static final long SIZE_TICK_MILLIS = 100;

    /** How often the disk is asked for the room it has left. */
    static final long DISK_TICK_MILLIS = 1000;

    private final Alarms alarms;
    private final StoreSize storeSize;
    private final Quota quota;
    private final LeaderLink.Disks disks;
    private final Admission admission;

    /**
     * @param timer runs what follows an alarm that has been raised
     */
    SpaceGuards(
            NodeSettings settings,
            Stores stores,
            LeaderLink.Disks disks,
            Proposals proposals,
            Executor timer) {
        this.disks = disks;
        alarms = new Alarms(stores.alarms(), proposals, timer);
        storeSize = new StoreSize(stores.engine());
        quota =
                new Quota(
                        settings.guards().quotaBytes(),
                        storeSize,
                        alarms,
                        settings.identity().memberId());
        admission = new Admission(quota, disks.own(), disks.leader());
    }

    /** Looks at sizes from time to time, so that no request has to wait for that. */
    void start(PeriodicDuties duties) {
        duties.every(SIZE_TICK_MILLIS, storeSize::look);
        duties.every(DISK_TICK_MILLIS, disks.own()::look);
    }

    StoreSize storeSize() {
        return storeSize;
    }

    Quota quota() {
        return quota;
    }

    Admission admission() {
        return admission;
    }

    public Alarms alarms() {
        return alarms;
    }

    /** The quota of the state in bytes; negative when there is none. */
    public long quotaBytes() {
        return quota.bytesMax();
    }

    /** The disk under the data directory. */
    public DiskSpace disk() {
        return disks.own();
    }
}
