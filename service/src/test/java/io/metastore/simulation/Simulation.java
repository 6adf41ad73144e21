package io.metastore.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** One simulated life of a cluster: trouble under load, then none, then everything is compared. */
final class Simulation {
    /** Longest time, without faults, until clients get answers again. */
    private static final long HEALING_MILLIS = 6_000;

    /** Longest time until every request has an answer, and leases that nobody renews are gone. */
    private static final long SETTLING_MILLIS = 10_000;

    private static final long CHECK_MILLIS = 1_000;
    private static final int WATCHERS = 3;
    private static final int READERS = 2;
    private static final List<Integer> SIZES = List.of(3, 3, 3, 3, 3, 3, 3, 1, 5, 2);

    private final long seed;
    private final Bugs bugs;
    private final Plan plan;
    private final Scheduler scheduler;
    private final List<Client> clients = new ArrayList<>();
    private final List<WatchClient> watchers = new ArrayList<>();

    /**
     * What kind of life it is.
     *
     * @param size members; 0 for a number that the seed draws
     * @param pauseMillisMax longest time between two requests of a client
     * @param activeMillis how long the trouble lasts
     */
    record Plan(
            int size,
            int clients,
            long pauseMillisMax,
            long activeMillis,
            Function<Cluster, Script> script) {}

    /**
     * What came of it.
     *
     * @param digest the same for the same steps
     * @param answers requests that were answered and not refused
     * @param events that watchers have seen
     * @param counts how often what happened
     */
    record Result(
            long digest,
            long steps,
            long entries,
            int answers,
            int events,
            Map<String, Long> counts) {}

    private Simulation(long seed, Bugs bugs, Plan plan) {
        this.seed = seed;
        this.bugs = bugs;
        this.plan = plan;
        this.scheduler = new Scheduler(seed);
    }

    /** A life full of faults. */
    static Result run(long seed, Bugs bugs) {
        return new Simulation(seed, bugs, new Plan(0, 5, 150, 12_000, Faults::new)).run();
    }

    /** A life with one crash. */
    static Result run(long seed, CrashAtHop.Place place) {
        Plan plan = new Plan(3, 8, 20, 8_500, cluster -> new CrashAtHop(cluster, place));
        return new Simulation(seed, Bugs.none(), plan).run();
    }

    private Result run() {
        try {
            return live();
        } catch (AssertionError | RuntimeException | Crash e) {
            String steps = String.join(System.lineSeparator(), scheduler.lastSteps());
            throw new SimulationFailure("seed %d: %s%n%s".formatted(seed, e, steps), e);
        }
    }

    private Result live() {
        SplittableRandom random = new SplittableRandom(seed);
        int drawn = SIZES.get(random.nextInt(SIZES.size()));
        int size = plan.size() == 0 ? drawn : plan.size();
        Cluster cluster = new Cluster(scheduler, size, random.split(), bugs);
        Acknowledged acknowledged = new Acknowledged(cluster.order().keys());
        populate(cluster, acknowledged);
        Script script = plan.script().apply(cluster);
        script.start();
        for (long passed = 0; passed < plan.activeMillis(); passed += CHECK_MILLIS) {
            scheduler.runFor(Math.min(CHECK_MILLIS, plan.activeMillis() - passed));
            cluster.checkStates();
        }
        script.stop();
        int answersBefore = answers();
        scheduler.runFor(HEALING_MILLIS);
        clients.forEach(Client::stop);
        scheduler.runFor(SETTLING_MILLIS);
        Acknowledged.require(answers() > answersBefore, "no answers after the faults");
        checkSettled(cluster);
        acknowledged.checkRefused();
        int events = watchers.stream().mapToInt(WatchClient::events).sum();
        long entries = cluster.order().index();
        return new Result(
                scheduler.digest(),
                scheduler.steps(),
                entries,
                answers(),
                events,
                scheduler.counts());
    }

    private void populate(Cluster cluster, Acknowledged acknowledged) {
        CommitOrder order = cluster.order();
        Client.Requests requests =
                new Client.Requests(
                        new KeyRequests(order, acknowledged),
                        new LeaseRequests(order.leases(), acknowledged, scheduler::nowMillis),
                        acknowledged);
        for (int i = 1; i <= plan.clients(); i++) {
            boolean onlyReads = i > plan.clients() - READERS;
            clients.add(
                    new Client(
                            cluster,
                            i,
                            requests,
                            new Client.Pace(plan.pauseMillisMax(), onlyReads)));
        }
        for (int i = 1; i <= WATCHERS; i++) {
            watchers.add(new WatchClient(cluster, i));
        }
        cluster.members().forEach(SimulatedMember::start);
        clients.forEach(Client::start);
        watchers.forEach(WatchClient::start);
    }

    private int answers() {
        return clients.stream().mapToInt(Client::answers).sum();
    }

    private void checkSettled(Cluster cluster) {
        CommitOrder order = cluster.order();
        clients.forEach(Client::checkAnswered);
        watchers.forEach(WatchClient::checkComplete);
        Acknowledged.require(!order.hasLeases(), "leases do not expire");
        cluster.checkStates();
        for (SimulatedMember member : cluster.members()) {
            long applied = member.engine().appliedIndex();
            Acknowledged.require(
                    applied == order.appliedIndex(),
                    "%s has applied %d of %d",
                    member.name(),
                    applied,
                    order.appliedIndex());
        }
    }
}
