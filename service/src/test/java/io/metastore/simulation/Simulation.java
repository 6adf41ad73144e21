package io.metastore.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One simulated life of a cluster: faults under load, then none, then everything is compared.
 *
 * @param seed decides everything
 */
record Simulation(long seed, Bugs bugs) {
    private static final long FAULTY_MILLIS = 12_000;

    /** Longest time, without faults, until clients get answers again. */
    private static final long HEALING_MILLIS = 6_000;

    /** Longest time until every request has an answer, and leases that nobody renews are gone. */
    private static final long SETTLING_MILLIS = 10_000;

    private static final int CLIENTS = 4;
    private static final int WATCHERS = 3;

    /**
     * What came of it.
     *
     * @param digest the same for the same steps
     */
    record Result(
            long digest,
            long steps,
            long entries,
            int answers,
            int events,
            Map<String, Long> counts) {}

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
        int answersBefore = clients.stream().mapToInt(Client::answers).sum();
        scheduler.runFor(HEALING_MILLIS);
        clients.forEach(Client::stop);
        scheduler.runFor(SETTLING_MILLIS);
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
                watchers.stream().mapToInt(WatchClient::events).sum(),
                scheduler.counts());
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
