package io.metastore.tests.robustness.load;

import static io.metastore.tests.client.Requests.OPEN_END;

import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.robustness.history.Lines;
import io.metastore.tests.robustness.history.Row;
import io.metastore.tests.robustness.history.WatchLine;
import io.metastore.tests.robustness.history.WatchLine.Began;
import io.metastore.tests.robustness.history.WatchLine.Change;
import io.metastore.tests.robustness.history.WatchLine.Told;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A client that watches everything and goes on from the next revision through another member, after
 * each break and now and then without one, and asks at times how far it has been told. Used by one
 * thread, but asked and stopped by any.
 */
final class Watcher implements Runnable {
    private static final int DWELL_MILLIS_MAX = 4_000;
    private static final int PROGRESS_ONE_IN = 10;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final Members members;
    private final Lines<WatchLine> history;
    private final Random random;
    private volatile long next;
    private volatile boolean stopped;
    private int session;

    Watcher(Members members, Lines<WatchLine> history, long start, Random random) {
        this.members = members;
        this.history = history;
        this.next = start;
        this.random = random;
    }

    /** The revision up to which it has not seen everything yet. */
    long next() {
        return next;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            Member member = members.any(random);
            member.client().reconnect();
            watch(member, Duration.ofMillis(random.nextInt(DWELL_MILLIS_MAX)));
            Await.pause(RETRY_PAUSE);
        }
    }

    private void watch(Member member, Duration dwell) {
        session++;
        history.add(new WatchLine(session, new Began(member.name(), next), null));
        Client client = random.nextBoolean() ? member.client().requiringLeader() : member.client();
        long until = System.nanoTime() + dwell.toNanos();
        try (WatchStream watch = client.watch()) {
            watch.send(everythingFrom(next));
            while (!stopped && !watch.isExhausted() && System.nanoTime() - until < 0) {
                watch.next(PATIENCE).ifPresent(this::take);
                if (random.nextInt(PROGRESS_ONE_IN) == 0) {
                    watch.requestProgress();
                }
            }
        }
    }

    private static WatchCreateRequest everythingFrom(long revision) {
        return WatchCreateRequest.newBuilder()
                .setKey(OPEN_END)
                .setRangeEnd(OPEN_END)
                .setStartRevision(revision)
                .build();
    }

    private void take(WatchResponse response) {
        List<Change> events = response.getEventsList().stream().map(Watcher::change).toList();
        Told told =
                new Told(
                        System.nanoTime(),
                        response.getHeader().getRevision(),
                        isProgress(response),
                        response.getCompactRevision(),
                        events);
        history.add(new WatchLine(session, null, told));
        if (!events.isEmpty()) {
            next = events.get(events.size() - 1).row().at().mod() + 1;
        }
    }

    private static boolean isProgress(WatchResponse response) {
        return response.getEventsCount() == 0 && !response.getCreated() && !response.getCanceled();
    }

    private static Change change(Event event) {
        return new Change(event.getType() == Event.EventType.DELETE, Row.of(event.getKv()));
    }
}
