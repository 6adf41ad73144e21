package io.metastore.simulation;

import java.util.List;

/**
 * One crash after one hop, in a cluster where a follower has to catch up by a snapshot; the member
 * is started again a moment later.
 */
final class CrashAtHop implements Script {
    private static final long CALM_MILLIS = 2_000;
    private static final long LAG_MILLIS = 3_000;
    private static final long DOWN_MILLIS = 200;

    /** Which member crashes. */
    enum Victim {
        LEADER,
        FOLLOWER,
        LAGGING_FOLLOWER
    }

    /** Where it crashes. */
    record Place(Victim victim, String hop, int occasion) {}

    private final Cluster cluster;
    private final Place place;
    private final Lane lane;

    CrashAtHop(Cluster cluster, Place place) {
        this.cluster = cluster;
        this.place = place;
        this.lane = cluster.scheduler().lane(cluster.world(), "script");
    }

    @Override
    public void start() {
        lane.after(CALM_MILLIS * 1_000_000, "lag begins", this::begin);
    }

    private void begin() {
        List<SimulatedMember> members = cluster.running();
        SimulatedMember leader =
                members.stream()
                        .filter(SimulatedMember::leads)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no leader"));
        List<SimulatedMember> followers =
                members.stream().filter(member -> member != leader).toList();
        SimulatedMember lagging = followers.get(1);
        for (SimulatedMember other : members) {
            cluster.network().cut(lagging.id(), other.id());
            cluster.network().cut(other.id(), lagging.id());
        }
        switch (place.victim()) {
            case LEADER -> arm(leader);
            case FOLLOWER -> arm(followers.get(0));
            case LAGGING_FOLLOWER ->
                    lane.after(LAG_MILLIS * 1_000_000, "lag ends", () -> arm(lagging));
        }
        lane.after(LAG_MILLIS * 1_000_000, "heal", () -> cluster.network().heal());
    }

    private void arm(SimulatedMember victim) {
        if (place.hop().equals("main:start")) {
            // A start comes after a crash.
            victim.crash();
            victim.start();
        }
        victim.process()
                .afterHop(
                        place.hop(),
                        place.occasion(),
                        () -> {
                            cluster.scheduler().count(name(place.hop()));
                            victim.crash();
                            lane.after(DOWN_MILLIS * 1_000_000, "restart", () -> restart(victim));
                        });
    }

    private static void restart(SimulatedMember victim) {
        if (!victim.isRunning()) {
            victim.start();
        }
    }

    /** What is counted when somebody crashes after a hop. */
    static String name(String hop) {
        return "crash after " + hop;
    }

    @Override
    public void stop() {
        cluster.network().heal();
        for (SimulatedMember member : cluster.members()) {
            if (member.isRunning()) {
                member.process().disarm();
            } else {
                member.start();
            }
        }
    }
}
