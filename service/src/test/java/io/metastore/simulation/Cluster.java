package io.metastore.simulation;

import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** All members and what is between them. */
final class Cluster {
    private static final long WALL_MILLIS = 1_700_000_000_000L;

    private final Scheduler scheduler;
    private final Process world;
    private final Network network;
    private final CommitOrder order;
    private final Bugs bugs;
    private final List<Long> initialMembers;
    private final NavigableMap<Long, SimulatedMember> members = new TreeMap<>();
    private long wallJumpMillis;

    /**
     * @param size members the cluster starts with
     */
    Cluster(Scheduler scheduler, int size, SplittableRandom random, Bugs bugs) {
        this.scheduler = scheduler;
        this.bugs = bugs;
        this.world = new Process(scheduler, "world", 0, () -> {});
        this.network = new Network(scheduler, world);
        this.order = new CommitOrder(scheduler, bugs);
        this.initialMembers = LongStream.rangeClosed(1, size).boxed().toList();
        for (long id : initialMembers) {
            members.put(id, new SimulatedMember(this, id, random.nextBoolean(), random.split()));
        }
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** What is no member and never dies. */
    Process world() {
        return world;
    }

    Network network() {
        return network;
    }

    CommitOrder order() {
        return order;
    }

    Bugs bugs() {
        return bugs;
    }

    List<Long> initialMembers() {
        return initialMembers;
    }

    List<SimulatedMember> members() {
        return List.copyOf(members.values());
    }

    List<SimulatedMember> running() {
        return members.values().stream().filter(SimulatedMember::isRunning).toList();
    }

    SimulatedConsensus.Surroundings surroundings() {
        return new SimulatedConsensus.Surroundings(
                scheduler, network, id -> members.get(id).consensus(), order, bugs);
    }

    /** The time of day, which jumps. */
    long wallMillis() {
        return WALL_MILLIS + scheduler.nowMillis() + wallJumpMillis;
    }

    void jumpWallClock(long millis) {
        wallJumpMillis += millis;
    }

    /** A member does not run any more: its connections break. */
    void ended(SimulatedMember member) {
        for (SimulatedMember other : running()) {
            SimulatedConsensus consensus = other.consensus();
            if (consensus != null) {
                consensus.disconnected(member.id());
            }
        }
    }

    /** Compares what each member has applied with what it has to be. */
    void checkStates() {
        for (SimulatedMember member : running()) {
            order.check(member.name(), member.engine());
        }
    }
}
