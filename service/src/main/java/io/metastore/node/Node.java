package io.metastore.node;

import io.metastore.alarm.AlarmStore;
import io.metastore.apply.Applier;
import io.metastore.engine.Engine;
import io.metastore.engine.StateStorage;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.MvccStore;
import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusStatus;
import io.metastore.watch.WatchEnvironment;
import io.metastore.watch.WatchHub;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One member: its state, the log that drives it and the use cases over both. Holds no logic of its
 * own; it puts the parts together, starts and stops them.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Node.class);

    /** How often entries that did not reach a leader are tried again and old requests given up. */
    static final long PROPOSAL_TICK_MILLIS = 100;

    /** How often the leader looks for expired leases, and watches for due progress reports. */
    static final long LEASE_TICK_MILLIS = 250;

    /** How often the size of the state is looked up while little is applied. */
    static final long SIZE_TICK_MILLIS = 100;

    /** How often the disk is asked for the room it has left. */
    static final long DISK_TICK_MILLIS = 1000;

    /** How often the files of the member are counted. */
    static final long DIRECTORY_TICK_MILLIS = 10_000;

    /** Rest before a snapshot is tried again for which the disk had no room. */
    static final long SNAPSHOT_RETRY_MILLIS = 30_000;

    private static final int WORKER_THREADS = 2;

    private final NodeSettings settings;
    private final Consumer<Throwable> failed;
    private final Damage damage;
    private final StateStorage storage;
    private final Engine engine;
    private final NodeThreads threads = new NodeThreads(WORKER_THREADS);
    private final NodeStats stats = new NodeStats();
    private final Leadership leadership;
    private final Headers headers;
    private final MvccStore store;
    private final LeaseStore leases;
    private final MemberStore members;
    private final AlarmStore alarmStore;
    private final LeaseClock leaseClock;
    private final Proposals proposals;
    private final Alarms alarms;
    private final StoreSize storeSize;
    private final Quota quota;
    private final DiskSpace disk;
    private final DirectoryFigures directories;
    private final Defragmentation defragmentation;
    private final AutoCompaction autoCompaction;
    private final Admission admission;
    private final WatchHub watches;
    private final CompactionRunner compaction;
    private final HashService hashes;
    private final Verification verification;
    private final BackupService backups;
    private final Reads reads;
    private final LeaseKeeper leaseKeeper;
    private final Membership membership;
    private final ClusterDuties duties;
    private final Consensus consensus;

    /**
     * @param durations told how long commits, snapshots and hashes took
     * @param events told of what somebody outside has to know
     */
    public Node(
            NodeSettings settings,
            StateStorage storage,
            ConsensusFactory consensusFactory,
            NodeDurations durations,
            NodeEvents events) {
        this.settings = settings;
        failed = events::failed;
        damage = new Damage(failed);
        this.storage = storage;
        engine = storage.engine();
        int electionMillis = settings.consensus().electionTimeoutMillis();
        long timeoutMillis = settings.proposals().timeoutMillis();
        leadership = new Leadership(System::nanoTime, electionMillis);
        headers = new Headers(settings.identity(), leadership);
        store = new MvccStore(engine);
        leases = new LeaseStore(engine);
        members = new MemberStore(engine);
        alarmStore = new AlarmStore(engine);
        leaseClock = new LeaseClock(System::nanoTime, leases.clockMillis());
        disk = DataDisk.of(settings.consensus().directory(), settings.guards().diskReserveBytes());
        directories =
                new DirectoryFigures(settings.consensus().directory(), System::currentTimeMillis);
        LeaderSpace leaderDisk = new LeaderSpace(System::nanoTime);
        LeaderLink link =
                new LeaderLink(
                        this::consensus,
                        leadership,
                        leaseClock,
                        new LeaderLink.Disks(disk, leaderDisk),
                        timeoutMillis);
        proposals =
                new Proposals(
                        new SecureRandom().nextLong(),
                        settings.proposals(),
                        leadership,
                        link,
                        System::nanoTime,
                        stats);
        alarms = new Alarms(alarmStore, proposals, threads.timer());
        storeSize = new StoreSize(engine);
        quota =
                new Quota(
                        settings.guards().quotaBytes(),
                        storeSize,
                        alarms,
                        settings.identity().memberId());
        admission = new Admission(quota, disk, leaderDisk);
        defragmentation =
                new Defragmentation(
                        engine,
                        threads.defragmentation(),
                        System::nanoTime,
                        durations.defragmentNanos());
        autoCompaction =
                new AutoCompaction(
                        settings.guards().autoCompaction(),
                        store::revision,
                        leadership,
                        proposals,
                        threads.timer(),
                        System::nanoTime);
        watches =
                new WatchHub(
                        new WatchEnvironment(
                                new StoreHistory(store, damage),
                                headers,
                                threads.replays(),
                                new SplittableRandom()),
                        settings.watches(),
                        store.revision());
        compaction =
                new CompactionRunner(
                        store,
                        settings.compactionRowsPerStep(),
                        threads.background(),
                        settings.compactionPauseMillis(),
                        failed);
        hashes =
                new HashService(
                        store.hasher(),
                        headers,
                        new HashService.Clock(durations, System::nanoTime),
                        damage,
                        threads.hashes());
        backups =
                new BackupService(
                        engine, threads.backups(), durations.snapshotNanos(), System::nanoTime);
        reads =
                new Reads(
                        this::consensus,
                        leadership,
                        threads.timer(),
                        System::nanoTime,
                        stats,
                        timeoutMillis);
        leaseKeeper = new LeaseKeeper(leases, leaseClock, leadership, proposals, threads.timer());
        membership = new Membership(settings.identity(), members, proposals, threads.timer());
        duties =
                new ClusterDuties(
                        settings,
                        new ClusterDuties.Surroundings(
                                members,
                                leadership,
                                this::consensus,
                                threads.timer(),
                                System::nanoTime),
                        events::failed);
        verification = verification(events, timeoutMillis);
        consensus =
                consensusFactory.create(
                        settings.consensus(),
                        replica(durations),
                        duties.handler(new PeerQuestions(link, hashes)));
    }

    private Verification verification(NodeEvents events, long timeoutMillis) {
        return new Verification(
                settings.verification(),
                new MemberHashes(
                        settings.identity().memberId(),
                        hashes,
                        this::consensus,
                        duties.cluster()::memberIds,
                        timeoutMillis),
                new Verification.Duties(leadership, alarms, threads.timer()),
                events::inconsistent);
    }

    private Replica replica(NodeDurations durations) {
        return new Replica(
                new Replica.State(storage, store, leases, alarmStore, watches),
                new Applier(store, leases, members, alarmStore, headers),
                new Replica.Surroundings(
                        proposals,
                        leadership,
                        leaseClock,
                        stats,
                        new SnapshotPolicy(settings.snapshotEntries(), storage.writesWholeState()),
                        threads.snapshots(),
                        storeSize::applied),
                new ReplicaTiming(
                        System::nanoTime, settings.slowApplyMillis() * 1_000_000, durations),
                new ReplicaEvents());
    }

    /**
     * Recovers the state from disk, joins the cluster and begins its periodic duties.
     *
     * @throws io.metastore.verification.InconsistentDataException when this member's data was
     *     compared with that of the others and must not be served
     */
    public void start() {
        consensus.start();
        every(threads.timer(), PROPOSAL_TICK_MILLIS, proposals::tick);
        every(threads.background(), SIZE_TICK_MILLIS, storeSize::look);
        every(threads.background(), DISK_TICK_MILLIS, disk::look);
        every(threads.background(), DIRECTORY_TICK_MILLIS, directories::look);
        if (settings.guards().autoCompaction().isOn()) {
            autoCompaction.start();
        }
        every(
                threads.timer(),
                LEASE_TICK_MILLIS,
                () -> {
                    leaseKeeper.tick();
                    watches.tick(System.nanoTime());
                });
        duties.schedule((millis, duty) -> every(threads.timer(), millis, duty));
        compaction.wake();
        verification.checkInitially();
        verification.start();
        membership.publish();
    }

    /** Completes when the cluster has a leader and knows where this member serves its clients. */
    public CompletionStage<Void> ready() {
        return membership.published();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the timer; a failure ends the node
    private void every(ScheduledExecutorService executor, long millis, Runnable duty) {
        Runnable guarded =
                () -> {
                    try {
                        duty.run();
                    } catch (RuntimeException e) {
                        failed.accept(e);
                        throw e;
                    }
                };
        executor.scheduleWithFixedDelay(guarded, millis, millis, TimeUnit.MILLISECONDS);
    }

    public KvService kv() {
        return new KvService(
                new KvService.Parts(
                        store,
                        reads,
                        proposals,
                        admission,
                        damage,
                        headers,
                        stats,
                        compaction,
                        threads.workers()),
                settings.txnOpsMax(),
                settings.proposals().requestBytesMax());
    }

    public LeaseService leaseService() {
        SecureRandom random = new SecureRandom();
        return new LeaseService(
                new LeaseService.Parts(
                        engine,
                        store,
                        leases,
                        leaseClock,
                        reads,
                        proposals,
                        admission,
                        leadership,
                        headers),
                settings.leaseTtlSecondsMin(),
                random::nextLong);
    }

    public ClusterService cluster() {
        return duties.service(
                reads,
                headers,
                proposals,
                () -> TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()));
    }

    public LeaderMoves leaderMoves() {
        return duties.moves();
    }

    /** The members as applied here. */
    public ClusterView clusterView() {
        return duties.cluster();
    }

    public MaintenanceService maintenance() {
        return new MaintenanceService(
                new MaintenanceService.Parts(
                        engine,
                        store,
                        alarms,
                        quota,
                        defragmentation,
                        leadership,
                        headers,
                        duties.cluster()),
                this::consensus);
    }

    public DiskSpace disk() {
        return disk;
    }

    public DirectoryFigures directories() {
        return directories;
    }

    /** Whether compacted versions are being removed. */
    public boolean isCompacting() {
        return compaction.isRunning();
    }

    /** Versions that compactions have removed since the start. */
    public long compactedVersions() {
        return compaction.removedVersions();
    }

    public Defragmentation defragmentation() {
        return defragmentation;
    }

    public long quotaBytes() {
        return quota.bytesMax();
    }

    public Alarms alarms() {
        return alarms;
    }

    public BackupService backups() {
        return backups;
    }

    public HashService hashes() {
        return hashes;
    }

    public WatchHub watches() {
        return watches;
    }

    public Leadership leadership() {
        return leadership;
    }

    public NodeStats stats() {
        return stats;
    }

    public StateFigures stateFigures() {
        return new StateFigures(engine, store);
    }

    /** Commands that wait for their answer. */
    public int pendingProposals() {
        return proposals.pending();
    }

    public ConsensusStatus consensusStatus() {
        return consensus.status();
    }

    public Reads reads() {
        return reads;
    }

    public Identity identity() {
        return settings.identity();
    }

    private Consensus consensus() {
        return consensus;
    }

    /**
     * Hands over if this member leads, refuses what is new, fails what waits, leaves the cluster
     * and releases everything.
     */
    @Override
    public void close() {
        duties.moves().handOver(settings.consensus().electionTimeoutMillis());
        proposals.stop();
        consensus.close();
        threads.close();
        engine.close();
    }

    /** What the replica sets off in the rest of the node. */
    private final class ReplicaEvents implements Replica.Listener {
        @Override
        public void snapshotDue() {
            consensus.snapshot();
        }

        @Override
        public void leadershipStarted() {
            threads.timer().execute(leaseKeeper::tick);
        }

        @Override
        public void stateReplaced() {
            watches.reset(store.revision());
            duties.membersChanged();
            compaction.wake();
        }

        @Override
        public void compacted() {
            watches.compacted(store.compactRevision());
            compaction.wake();
        }

        @Override
        public void membersChanged() {
            duties.membersChanged();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer drops it with the node
        public void snapshotAbandoned(Throwable cause) {
            LOG.warnf("no room for a snapshot, it is tried again later: %s", cause);
            threads.timer()
                    .schedule(consensus::snapshot, SNAPSHOT_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void failed(Throwable cause) {
            failed.accept(cause);
        }
    }
}
