package io.metastore.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Links between members, one for each direction: slow, lossy or cut as the faults say. Messages may
 * overtake each other, and arrive at whoever runs as the receiver by then.
 */
final class Network {
    private record Direction(long from, long to) {}

    private final Scheduler scheduler;
    private final Process world;
    private final Map<Direction, Lane> links = new HashMap<>();
    private final Set<Direction> cut = new HashSet<>();
    private int lossPercent;
    private long delayNanosMax = 2_000_000;

    Network(Scheduler scheduler, Process world) {
        this.scheduler = scheduler;
        this.world = world;
    }

    /** Sends something on its way, unless it is lost. */
    void send(long from, long to, String what, Runnable delivery) {
        Direction direction = new Direction(from, to);
        Lane link =
                links.computeIfAbsent(
                        direction, d -> scheduler.lane(world, "link " + from + "->" + to));
        boolean lost = link.random().nextInt(100) < lossPercent;
        long delay = 50_000 + link.upTo(delayNanosMax);
        if (!lost && !cut.contains(direction)) {
            link.after(
                    delay,
                    what,
                    () -> {
                        if (!cut.contains(direction)) {
                            delivery.run();
                        }
                    });
        }
    }

    void cut(long from, long to) {
        cut.add(new Direction(from, to));
    }

    void heal() {
        cut.clear();
    }

    boolean isCut(long from, long to) {
        return cut.contains(new Direction(from, to));
    }

    void lose(int percent) {
        lossPercent = percent;
    }

    void slow(long delayMillisMax) {
        delayNanosMax = delayMillisMax * 1_000_000;
    }
}
