package io.metastore.simulation;

import io.metastore.simulation.Hazards.Kind;
import java.util.List;
import java.util.SplittableRandom;

/** Does harm to a cluster, one thing after the other, until it is told to stop. */
final class Faults {
    private static final long PAUSE_MILLIS_MIN = 100;
    private static final long PAUSE_MILLIS_SPREAD = 1_500;
    private static final long DOWN_MILLIS_MAX = 3_000;
    private static final long CUT_MILLIS_MAX = 4_000;
    private static final int STEPS_TO_CRASH_MAX = 300;

    private final Cluster cluster;
    private final Lane lane;
    private final SplittableRandom random;
    private boolean stopped;

    Faults(Cluster cluster) {
        this.cluster = cluster;
        this.lane = cluster.scheduler().lane(cluster.world(), "faults");
        this.random = lane.random();
    }

    void start() {
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
    void stop() {
        stopped = true;
        cluster.network().heal();
        cluster.network().lose(0);
        cluster.network().slow(2);
        for (SimulatedMember member : cluster.members()) {
            member.hazards().disarm();
            if (member.isRunning()) {
                member.process().crashAfter(-1);
            } else {
                member.start();
            }
        }
    }

    private void next() {
        SimulatedMember victim = victim();
        switch (random.nextInt(12)) {
            case 0, 1 -> crashSoon(victim);
            case 2, 3, 4 -> arm(victim);
            case 5, 6 -> isolate(victim);
            case 7 -> cutOneWay();
            case 8 -> pause(victim);
            case 9 -> lose();
            case 10 -> stop(victim);
            default -> cluster.jumpWallClock(random.nextLong(-3_600_000, 3_600_000));
        }
        restartSomebody();
    }

    /** Any member, and the leader more often than others. */
    private SimulatedMember victim() {
        List<SimulatedMember> members = cluster.members();
        List<SimulatedMember> leaders = members.stream().filter(SimulatedMember::leads).toList();
        return leaders.isEmpty() || random.nextBoolean()
                ? members.get(random.nextInt(members.size()))
                : leaders.get(0);
    }

    private void trace(String what) {
        cluster.scheduler().trace(cluster.world(), "faults", what);
    }

    private void crashSoon(SimulatedMember victim) {
        if (victim.isRunning()) {
            victim.process().crashAfter(1 + random.nextInt(STEPS_TO_CRASH_MAX));
        }
    }

    private void arm(SimulatedMember victim) {
        if (victim.isRunning()) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            trace(victim.name() + " is going to have " + kind);
            victim.hazards().arm(kind, 1 + random.nextInt(3));
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
                random.nextLong(CUT_MILLIS_MAX) * 1_000_000, "heal", () -> cluster.network().heal());
    }

    private void pause(SimulatedMember victim) {
        if (victim.isRunning()) {
            long millis = random.nextLong(4_000);
            trace(victim.name() + " pauses for " + millis + " ms");
            victim.process().pauseUntil(cluster.scheduler().nowNanos() + millis * 1_000_000);
        }
    }

    private void lose() {
        cluster.network().lose(random.nextBoolean() ? 0 : random.nextInt(40));
        cluster.network().slow(random.nextBoolean() ? 2 : 1 + random.nextInt(200));
    }

    private void stop(SimulatedMember victim) {
        if (victim.isRunning()) {
            trace(victim.name() + " is stopped");
            victim.stop();
        }
    }

    private void restartSomebody() {
        for (SimulatedMember member : cluster.members()) {
            if (!member.isRunning()) {
                lane.after(
                        random.nextLong(DOWN_MILLIS_MAX) * 1_000_000,
                        "restart " + member.name(),
                        () -> {
                            if (!member.isRunning()) {
                                member.start();
                            }
                        });
            }
        }
    }
}
