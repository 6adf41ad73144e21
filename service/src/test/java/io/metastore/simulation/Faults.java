package io.metastore.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Does harm to a cluster, one thing after the other, until it is told to stop. */
final class Faults implements Script {
    /** What can be done to a cluster. */
    private enum Kind {
        CRASH,
        CRASH_AFTER_HOP,
        POWER_LOSS,
        HAZARD,
        ISOLATION,
        ONE_WAY_CUT,
        PAUSE,
        BAD_NETWORK,
        STOP,
        HAND_OVER,
        CLOCK_JUMP
    }

    private static final long PAUSE_MILLIS_MIN = 100;
    private static final long PAUSE_MILLIS_SPREAD = 1_500;
    private static final long SHORT_PAUSE_MILLIS_MAX = 400;
    private static final long LONG_PAUSE_MILLIS_MIN = 1_500;
    private static final long LONG_PAUSE_MILLIS_MAX = 3_500;
    private static final long HAND_OVER_MILLIS = 500;
    private static final long DOWN_MILLIS_MAX = 3_000;
    private static final long DOWN_MILLIS_SHORT_MAX = 50;
    private static final long CUT_MILLIS_MAX = 4_000;
    private static final int STEPS_TO_CRASH_MAX = 300;

    private final Cluster cluster;
    private final Lane lane;
    private final SplittableRandom random;
    private final List<Kind> kinds;
    private boolean stopped;

    Faults(Cluster cluster) {
        this.cluster = cluster;
        this.lane = cluster.scheduler().lane(cluster.world(), "faults");
        this.random = lane.random();
        this.kinds = draw(random);
    }

    @Override
    public void start() {
        long millis = PAUSE_MILLIS_MIN + random.nextLong(PAUSE_MILLIS_SPREAD);
        lane.after(
                millis * 1_000_000,
                "fault",
                () -> {
                    if (!stopped) {
                        next();
                        start();
                    }
                });
    }

    /** Ends all faults and starts every member that is down. */
    @Override
    public void stop() {
        stopped = true;
        cluster.network().heal();
        cluster.network().lose(0);
        cluster.network().slow(2);
        for (SimulatedMember member : cluster.members()) {
            member.hazards().disarm();
            if (member.isRunning()) {
                member.process().disarm();
            } else {
                member.start();
            }
        }
    }

    private void next() {
        SimulatedMember victim = victim();
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        cluster.scheduler().count(kind.name());
        switch (kind) {
            case CRASH -> crashSoon(victim);
            case CRASH_AFTER_HOP -> crashAfterHop(victim);
            case POWER_LOSS -> losePower();
            case HAZARD -> arm(victim);
            case ISOLATION -> isolate(victim);
            case ONE_WAY_CUT -> cutOneWay();
            case PAUSE -> pause(leaderOr(victim));
            case BAD_NETWORK -> lose();
            case STOP -> stop(victim);
            case HAND_OVER -> {
                if (victim.leads()) {
                    handOver(victim);
                }
            }
            case CLOCK_JUMP -> cluster.jumpWallClock(random.nextLong(-3_600_000, 3_600_000));
        }
        restartSomebody();
    }

    /** A few kinds of faults for one run, so that runs differ more than if each had all. */
    private static List<Kind> draw(SplittableRandom random) {
        List<Kind> drawn = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (random.nextInt(3) > 0) {
                drawn.add(kind);
            }
        }
        return drawn.isEmpty() ? List.of(Kind.CRASH) : drawn;
    }

    /** Any member, and the leader more often than others. */
    private SimulatedMember victim() {
        List<SimulatedMember> members = cluster.members();
        List<SimulatedMember> leaders = members.stream().filter(SimulatedMember::leads).toList();
        return leaders.isEmpty() || random.nextBoolean()
                ? members.get(random.nextInt(members.size()))
                : leaders.get(0);
    }

    private SimulatedMember leaderOr(SimulatedMember other) {
        return cluster.running().stream().filter(SimulatedMember::leads).findFirst().orElse(other);
    }

    private void trace(String what) {
        cluster.scheduler().trace(cluster.world(), "faults", what);
    }

    private void crashSoon(SimulatedMember victim) {
        if (victim.isRunning()) {
            victim.process().crashAfter(1 + random.nextInt(STEPS_TO_CRASH_MAX));
        }
    }

    /** Everybody at the same moment, or nearly so. */
    private void losePower() {
        trace("power is lost");
        for (SimulatedMember member : cluster.running()) {
            if (random.nextInt(4) > 0) {
                member.crash();
            }
        }
    }

    /** The victim, or everybody, crashes as soon as the victim has got to somewhere. */
    private void crashAfterHop(SimulatedMember victim) {
        if (victim.isRunning()) {
            String hop = Hops.ALL.get(random.nextInt(Hops.ALL.size()));
            boolean everybody = random.nextInt(3) == 0;
            trace(victim.name() + " is going to crash after " + hop);
            victim.process()
                    .afterHop(
                            hop,
                            1 + random.nextInt(3),
                            () -> {
                                cluster.scheduler().count(CrashAtHop.name(hop));
                                victim.crash();
                                if (everybody) {
                                    cluster.running().forEach(SimulatedMember::crash);
                                }
                            });
        }
    }

    private void arm(SimulatedMember victim) {
        if (victim.isRunning()) {
            Hazards.Kind[] hazards = Hazards.Kind.values();
            Hazards.Kind hazard = hazards[random.nextInt(hazards.length)];
            trace(victim.name() + " is going to have " + hazard);
            victim.hazards().arm(hazard, 1 + random.nextInt(3));
        }
    }

    private void isolate(SimulatedMember victim) {
        trace(victim.name() + " is cut off");
        for (SimulatedMember other : cluster.members()) {
            cluster.network().cut(victim.id(), other.id());
            cluster.network().cut(other.id(), victim.id());
        }
        healLater();
    }

    private void cutOneWay() {
        SimulatedMember from = victim();
        SimulatedMember to = victim();
        trace(from.name() + " does not reach " + to.name());
        cluster.network().cut(from.id(), to.id());
        healLater();
    }

    private void healLater() {
        lane.after(
                random.nextLong(CUT_MILLIS_MAX) * 1_000_000,
                "heal",
                () -> cluster.network().heal());
    }

    private long downMillis() {
        return random.nextLong(random.nextBoolean() ? DOWN_MILLIS_SHORT_MAX : DOWN_MILLIS_MAX);
    }

    private void mayCrashInRestore(SimulatedMember member) {
        if (kinds.contains(Kind.HAZARD) && random.nextInt(4) == 0) {
            member.hazards().arm(Hazards.Kind.CRASH_IN_RESTORE, 1 + random.nextInt(2));
        }
    }

    private void pause(SimulatedMember victim) {
        if (victim.isRunning()) {
            // Long enough for another leader, or just annoying.
            long millis =
                    random.nextInt(3) > 0
                            ? random.nextLong(LONG_PAUSE_MILLIS_MIN, LONG_PAUSE_MILLIS_MAX)
                            : random.nextLong(SHORT_PAUSE_MILLIS_MAX);
            trace(victim.name() + " pauses for " + millis + " ms");
            victim.process().pauseUntil(cluster.scheduler().nowNanos() + millis * 1_000_000);
        }
    }

    private void lose() {
        cluster.network().lose(random.nextBoolean() ? 0 : random.nextInt(40));
        cluster.network().slow(random.nextBoolean() ? 2 : 1 + random.nextInt(200));
    }

    private void stop(SimulatedMember victim) {
        if (!victim.isRunning()) {
            return;
        }
        trace(victim.name() + " is to be stopped");
        if (!victim.leads()) {
            victim.stop();
            return;
        }
        handOver(victim);
        Process process = victim.process();
        lane.after(
                HAND_OVER_MILLIS * 1_000_000,
                "stop",
                () -> {
                    if (!stopped && process.isAlive() && !victim.leads()) {
                        victim.stop();
                    }
                });
    }

    private void handOver(SimulatedMember leader) {
        List<SimulatedMember> members = cluster.members();
        SimulatedMember successor = members.get(random.nextInt(members.size()));
        trace(leader.name() + " hands over to " + successor.name());
        leader.handOver(successor.id());
    }

    private void restartSomebody() {
        for (SimulatedMember member : cluster.members()) {
            if (!member.isRunning()) {
                lane.after(
                        downMillis() * 1_000_000,
                        "restart " + member.name(),
                        () -> {
                            if (!member.isRunning()) {
                                mayCrashInRestore(member);
                                member.start();
                            }
                        });
            }
        }
    }
}
