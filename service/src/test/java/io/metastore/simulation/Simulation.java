package io.metastore.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One simulated life of a cluster: faults under load, then none, then everything is compared.
 *
 * @param seed decides everything
 */
record Simulation(long seed, Bugs bugs) {
    private static final long FAULTY_MILLIS = 15_000;

    /** Longest time until requests from before the end of the faults have an answer. */
    private static final long HEALING_MILLIS = 15_000;

    /** Longest time until leases that nobody keeps alive are gone. */
    private static final long LEASES_MILLIS = 12_000;

    private static final int CLIENTS = 4;
    private static final int WATCHERS = 3;

    /**
     * What came of it.
     *
     * @param digest the same for the same steps
     */
    record Result(long digest, long steps, long entries, int answers, int events) {}

    Simulation(long seed) {
        this(seed, Bugs.none());
    }

    Result run() {
        Scheduler scheduler = new Scheduler(seed);
        try {
            return live(scheduler);
        } catch (AssertionError | RuntimeException | Crash e) {
            throw new SimulationFailure(
                    "seed %d: %s%n%s"
                            .formatted(
                                    seed,
                                    e,
                                    String.join(System.lineSeparator(), scheduler.lastSteps())),
                    e);
        }
    }

    private Result live(Scheduler scheduler) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = List.of(3, 3, 3, 3, 3, 3, 3, 1, 5, 2).get(random.nextInt(10));
        Cluster cluster = new Cluster(scheduler, size, random.split(), bugs);
        Acknowledged acknowledged = new Acknowledged(cluster.order().keys());
        Client.Requests requests =
                new Client.Requests(
                        new KeyRequests(cluster.order(), acknowledged),
                        new LeaseRequests(
                                cluster.order().leases(), acknowledged, scheduler::nowMillis),
                        acknowledged);
        List<Client> clients = new ArrayList<>();
        List<WatchClient> watchers = new ArrayList<>();
        for (int i = 1; i <= CLIENTS; i++) {
            clients.add(new Client(cluster, i, requests));
        }
        for (int i = 1; i <= WATCHERS; i++) {
            watchers.add(new WatchClient(cluster, i));
        }
        cluster.members().forEach(SimulatedMember::start);
        clients.forEach(Client::start);
        watchers.forEach(WatchClient::start);
        Faults faults = new Faults(cluster);
        faults.start();
        for (long passed = 0; passed < FAULTY_MILLIS; passed += 1_000) {
            scheduler.runFor(1_000);
            cluster.checkStates();
        }
        faults.stop();
        scheduler.runFor(HEALING_MILLIS / 2);
        int answersBefore = clients.stream().mapToInt(Client::answers).sum();
        scheduler.runFor(HEALING_MILLIS / 2);
        clients.forEach(Client::stop);
        scheduler.runFor(LEASES_MILLIS);
        int answers = clients.stream().mapToInt(Client::answers).sum();
        Acknowledged.require(answers > answersBefore, "no answers after the faults");
        settled(cluster, acknowledged);
        clients.forEach(Client::checkAnswered);
        watchers.forEach(WatchClient::checkComplete);
        return new Result(
                scheduler.digest(),
                scheduler.steps(),
                cluster.order().index(),
                answers,
                watchers.stream().mapToInt(WatchClient::events).sum());
    }

    private static void settled(Cluster cluster, Acknowledged acknowledged) {
        CommitOrder order = cluster.order();
        Acknowledged.require(!order.hasLeases(), "leases do not expire");
        cluster.checkStates();
        for (SimulatedMember member : cluster.members()) {
            Acknowledged.require(
                    member.engine().appliedIndex() == order.appliedIndex(),
                    "%s has applied %d of %d",
                    member.name(),
                    member.engine().appliedIndex(),
                    order.appliedIndex());
        }
        acknowledged.checkRefused();
    }
}
