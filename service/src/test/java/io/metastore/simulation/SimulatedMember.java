package io.metastore.simulation;

import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MoveLeaderRequest;
import io.metastore.node.AutoCompactionSettings;
import io.metastore.node.GuardSettings;
import io.metastore.node.Identity;
import io.metastore.node.Node;
import io.metastore.node.NodeDurations;
import io.metastore.node.NodeEnvironment;
import io.metastore.node.NodeEvents;
import io.metastore.node.NodeSettings;
import io.metastore.node.ProposalLimits;
import io.metastore.node.ReconfigurationRules;
import io.metastore.node.VerificationSettings;
import io.metastore.raft.ConsensusConfig;
import io.metastore.raft.Peer;
import io.metastore.raft.ReadMode;
import io.metastore.verification.Finding;
import io.metastore.watch.WatchLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One member of a simulated cluster through all its runs: a real node on simulated ground. */
final class SimulatedMember {
    private static final long CLUSTER = 77;
    private static final long REQUEST_MILLIS_MAX =
            NodeSettings.requestTimeoutMillis((int) RaftCore.ELECTION_MILLIS);
    private static final int SNAPSHOT_ENTRIES = 25;

    private final Cluster cluster;
    private final long id;
    private final boolean durable;
    private final Disk disk;
    private final Hazards hazards;
    private final SplittableRandom random;
    private final List<Runnable> connections = new ArrayList<>();
    private @Nullable Run run;
    private int runs;

    /** What a crash ends. */
    private record Run(
            Process process, Node node, SimulatedConsensus consensus, SimulatedEngine engine) {}

    SimulatedMember(Cluster cluster, long id, boolean durable, SplittableRandom random) {
        this.cluster = cluster;
        this.id = id;
        this.durable = durable;
        this.random = random;
        this.hazards = new Hazards(cluster.scheduler());
        this.disk = new Disk(Group.of(cluster.initialMembers()));
    }

    long id() {
        return id;
    }

    String name() {
        return "m" + id;
    }

    Hazards hazards() {
        return hazards;
    }

    boolean isRunning() {
        return run != null;
    }

    boolean leads() {
        return run != null && run.node().leadership().isSelf();
    }

    Process process() {
        return run().process();
    }

    Node node() {
        return run().node();
    }

    SimulatedEngine engine() {
        return run().engine();
    }

    @Nullable SimulatedConsensus consensus() {
        return run == null ? null : run.consensus();
    }

    private Run run() {
        Run current = run;
        if (current == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return current;
    }

    /** Told when the present run ends. */
    void onEnd(Runnable disconnect) {
        connections.add(disconnect);
    }

    /** A thread of the present run. */
    SimulatedExecutor thread(String name) {
        Lane lane = cluster.scheduler().lane(process(), name);
        return new SimulatedExecutor(lane, 200_000);
    }

    void start() {
        runs++;
        Process process =
                new Process(
                        cluster.scheduler(), name() + "." + runs, random.nextLong(), this::ended);
        SimulatedEngine engine =
                new SimulatedEngine(disk, durable, hazards, process, cluster.bugs());
        SimulatedConsensus[] made = new SimulatedConsensus[1];
        Node node =
                new Node(
                        settings(),
                        engine.storage(),
                        (config, machine, handler) -> {
                            made[0] =
                                    new SimulatedConsensus(
                                            new SimulatedConsensus.Owner(id, name(), disk, process),
                                            cluster.surroundings(),
                                            machine,
                                            handler);
                            return made[0];
                        },
                        environment(process));
        run = new Run(process, node, made[0], engine);
        cluster.scheduler().lane(process, "main").after(0, "start", () -> begin(node));
    }

    private void begin(Node node) {
        try {
            node.start();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private NodeEnvironment environment(Process process) {
        return new NodeEnvironment(
                new SimulatedThreads(cluster.scheduler(), process),
                process::nanoTime,
                cluster::wallMillis,
                random::nextLong,
                new NodeDurations(nanos -> {}, nanos -> {}, nanos -> {}, nanos -> {}, nanos -> {}),
                new Events());
    }

    private NodeSettings settings() {
        List<Member> members =
                cluster.initialMembers().stream()
                        .map(
                                member ->
                                        Member.newBuilder()
                                                .setID(member)
                                                .addPeerURLs("http://127.0.0.1:" + member)
                                                .build())
                        .toList();
        List<Peer> peers =
                cluster.initialMembers().stream()
                        .map(member -> new Peer(member, "127.0.0.1", member.intValue()))
                        .toList();
        return new NodeSettings(
                new Identity(CLUSTER, id, name(), List.of("http://" + name()), members, false),
                new ConsensusConfig(
                        "simulated",
                        new Peer(id, "127.0.0.1", (int) id),
                        peers,
                        peers,
                        "127.0.0.1",
                        (int) id,
                        Path.of("target", "simulation", "nothing-is-written"),
                        (int) RaftCore.ELECTION_MILLIS,
                        (int) RaftCore.HEARTBEAT_MILLIS,
                        SNAPSHOT_ENTRIES,
                        ReadMode.INDEX,
                        false),
                ProposalLimits.of(1 << 20, REQUEST_MILLIS_MAX),
                new WatchLimits(100, 4, 2_000, 500, 5, 500, 3, 500, 100, 3_000_000_000L),
                new ReconfigurationRules(false, 3),
                SNAPSHOT_ENTRIES,
                128,
                7,
                10,
                Long.MAX_VALUE / 2_000_000,
                new VerificationSettings(false, true, 4_000, 3_000),
                new GuardSettings(
                        -1,
                        OptionalLong.of(0),
                        new AutoCompactionSettings(AutoCompactionSettings.Mode.REVISION, 0)));
    }

    /** Ends the process in the middle of whatever it does. */
    void crash() {
        if (run != null) {
            run.process().crash();
        }
    }

    /**
     * Ends the process in good order. A leader must have handed over before: it would wait here for
     * that, and nothing goes on meanwhile.
     */
    void stop() {
        Run ending = run();
        ending.node().close();
        ending.process().exit();
        ended();
    }

    /** Asks this leader to let another member lead. */
    void handOver(long to) {
        SimulatedExecutor operator = thread("operator");
        operator.execute(
                () -> {
                    try {
                        node().leaderMoves()
                                .move(
                                        MoveLeaderRequest.newBuilder().setTargetID(to).build(),
                                        operator)
                                .whenComplete((moved, failure) -> {});
                    } catch (EtcdException e) {
                        // It does not lead any more, or knows of nobody else.
                        cluster.scheduler().count("moves refused");
                    }
                });
    }

    private void ended() {
        run = null;
        cluster.scheduler().count("ends");
        hazards.disarm();
        disk.crash(random);
        List<Runnable> ended = List.copyOf(connections);
        connections.clear();
        ended.forEach(Runnable::run);
        cluster.ended(this);
    }

    private void failed(Throwable cause) {
        if (!hazards.memberFailed() && run != null) {
            cluster.scheduler()
                    .fail(new SimulationFailure(name() + " failed without a reason", cause));
        }
        crash();
    }

    private final class Events implements NodeEvents {
        @Override
        public void failed(Throwable cause) {
            SimulatedMember.this.failed(cause);
        }

        @Override
        public void inconsistent(Finding finding) {
            cluster.scheduler().fail(new SimulationFailure("members differ: " + finding, null));
        }
    }
}
