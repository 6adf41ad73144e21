package io.metastore.node;

import io.metastore.apply.Applier;
import io.metastore.engine.StateStorage;
import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusStatus;
import io.metastore.watch.WatchEnvironment;
import io.metastore.watch.WatchHub;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * One member: its state, the log that drives it and the use cases over both. Holds no logic of its
 * own; it puts the parts together, starts and stops them.
 */
public final class Node implements AutoCloseable {
    /** How often entries that did not reach a leader are tried again and old requests given up. */
    static final long PROPOSAL_TICK_MILLIS = 100;

    /** How often the leader looks for expired leases, and watches for due progress reports. */
    static final long LEASE_TICK_MILLIS = 250;

    private final NodeSettings settings;
    private final NodeEnvironment environment;
    private final Damage damage;
    private final Stores stores;
    private final NodeExecutors threads;
    private final NodeStats stats = new NodeStats();
    private final Leadership leadership;
    private final Headers headers;
    private final LeaseClock leaseClock;
    private final Proposals proposals;
    private final SpaceGuards space;
    private final WatchHub watches;
    private final Upkeep upkeep;
    private final Reads reads;
    private final LeaseKeeper leaseKeeper;
    private final Membership membership;
    private final ClusterDuties duties;
    private final Verification verification;
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
        this(settings, storage, consensusFactory, NodeEnvironment.ofThisMachine(durations, events));
    }

    public Node(
            NodeSettings settings,
            StateStorage storage,
            ConsensusFactory consensusFactory,
            NodeEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
        threads = environment.executors();
        damage = new Damage(environment.events()::failed);
        stores = Stores.of(storage);
        leadership =
                new Leadership(
                        environment.nanoTime(), settings.consensus().electionTimeoutMillis());
        headers = new Headers(settings.identity(), leadership);
        leaseClock = new LeaseClock(environment.nanoTime(), stores.leases().clockMillis());
        LeaderLink.Disks disks = disks();
        LeaderLink link =
                new LeaderLink(
                        this::consensus, leadership, leaseClock, disks, timeoutMillis(settings));
        proposals = proposals(link);
        space = new SpaceGuards(settings, stores, disks, proposals, threads.timer());
        watches = watchHub();
        upkeep =
                new Upkeep(
                        settings,
                        stores,
                        new Upkeep.Cluster(leadership, proposals, headers),
                        new Upkeep.Surroundings(environment, damage, space.storeSize()::look));
        reads =
                new Reads(
                        this::consensus,
                        leadership,
                        threads.timer(),
                        environment.nanoTime(),
                        stats,
                        timeoutMillis(settings));
        leaseKeeper =
                new LeaseKeeper(
                        stores.leases(), leaseClock, leadership, proposals, threads.timer());
        membership =
                new Membership(
                        settings.identity(),
                        stores.members(),
                        proposals,
                        threads.timer(),
                        settings.consensus().alone());
        duties =
                new ClusterDuties(
                        settings,
                        new ClusterDuties.Surroundings(
                                stores.members(),
                                leadership,
                                this::consensus,
                                threads.timer(),
                                environment.nanoTime()),
                        environment.events()::failed);
        verification = verification();
        consensus =
                consensusFactory.create(
                        settings.consensus(),
                        replica(),
                        duties.handler(new PeerQuestions(link, upkeep.hashes())));
    }

    private static long timeoutMillis(NodeSettings settings) {
        return settings.proposals().timeoutMillis();
    }

    private LeaderLink.Disks disks() {
        return new LeaderLink.Disks(
                DataDisk.of(settings.consensus().directory(), settings.guards().diskReserveBytes()),
                new LeaderSpace(environment.nanoTime()));
    }

    private Proposals proposals(LeaderLink link) {
        return new Proposals(
                environment.randomLongs().getAsLong(),
                settings.proposals(),
                leadership,
                link,
                environment.nanoTime(),
                stats);
    }

    private WatchHub watchHub() {
        return new WatchHub(
                new WatchEnvironment(
                        new StoreHistory(stores.keys(), damage),
                        headers,
                        threads.replays(),
                        new SplittableRandom(environment.randomLongs().getAsLong())),
                settings.watches(),
                stores.keys().revision());
    }

    private Verification verification() {
        return new Verification(
                settings.verification(),
                new MemberHashes(
                        settings.identity().memberId(),
                        upkeep.hashes(),
                        this::consensus,
                        duties.cluster()::memberIds,
                        timeoutMillis(settings)),
                new Verification.Duties(leadership, space.alarms(), threads.timer()),
                environment.events()::inconsistent);
    }

    private Replica replica() {
        return new Replica(
                new Replica.State(
                        stores.storage(), stores.keys(), stores.leases(), stores.alarms(), watches),
                new Applier(
                        stores.keys(),
                        stores.leases(),
                        stores.members(),
                        stores.alarms(),
                        headers,
                        watches::isPrevKvWanted),
                new Replica.Surroundings(
                        proposals,
                        leadership,
                        leaseClock,
                        stats,
                        new SnapshotPolicy(
                                settings.snapshotEntries(), stores.storage().writesWholeState()),
                        threads.snapshots(),
                        space.storeSize()::applied),
                new ReplicaTiming(
                        environment.nanoTime(),
                        settings.slowApplyMillis() * 1_000_000,
                        environment.durations()),
                new ReplicaEvents(
                        new ReplicaEvents.Followers(
                                stores.keys(), watches, upkeep.compaction(), leaseKeeper, duties),
                        this::consensus,
                        threads.timer(),
                        environment.events()::failed));
    }

    /**
     * Recovers the state from disk, joins the cluster and begins its periodic duties.
     *
     * @throws io.metastore.verification.InconsistentDataException when this member's data was
     *     compared with that of the others and must not be served
     */
    public void start() {
        consensus.start();
        PeriodicDuties onTimer = new PeriodicDuties(threads.timer(), environment.events()::failed);
        PeriodicDuties inBackground =
                new PeriodicDuties(threads.background(), environment.events()::failed);
        onTimer.every(PROPOSAL_TICK_MILLIS, proposals::tick);
        onTimer.every(LEASE_TICK_MILLIS, leaseKeeper::tick);
        onTimer.every(LEASE_TICK_MILLIS, () -> watches.tick(environment.nanoTime().getAsLong()));
        duties.start(onTimer, membership.published());
        space.start(inBackground);
        upkeep.start(inBackground);
        verification.checkInitially();
        verification.start();
        membership.publish();
    }

    /** Completes when the cluster has a leader and knows where this member serves its clients. */
    public CompletionStage<Void> ready() {
        return membership.published();
    }

    public KvService kv() {
        return new KvService(
                new KvService.Parts(
                        stores.keys(),
                        reads,
                        proposals,
                        space.admission(),
                        damage,
                        headers,
                        stats,
                        upkeep.compaction(),
                        threads.workers()),
                settings.txnOpsMax(),
                settings.proposals().requestBytesMax());
    }

    public LeaseService leaseService() {
        return new LeaseService(
                new LeaseService.Parts(
                        stores.engine(),
                        stores.keys(),
                        stores.leases(),
                        leaseClock,
                        reads,
                        proposals,
                        space.admission(),
                        leadership,
                        headers),
                settings.leaseTtlSecondsMin(),
                environment.randomLongs());
    }

    public ClusterService cluster() {
        return duties.service(
                reads,
                headers,
                proposals,
                () -> TimeUnit.MILLISECONDS.toSeconds(environment.wallMillis().getAsLong()));
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
                        stores.engine(),
                        stores.keys(),
                        space.alarms(),
                        space.quota(),
                        upkeep.defragmentation(),
                        leadership,
                        headers,
                        duties.cluster()),
                this::consensus);
    }

    public SpaceGuards space() {
        return space;
    }

    public Upkeep upkeep() {
        return upkeep;
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
        return new StateFigures(stores.engine(), stores.keys());
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
        stores.engine().close();
    }
}
