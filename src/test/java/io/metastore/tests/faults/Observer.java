package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.watchPrefix;

import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A watcher that goes on after every break, through the next member, from the revision after the
 * last it saw: as clients do.
 */
final class Observer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final Cluster cluster;
    private final String prefix;
    private final List<Event> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> work;
    private volatile long next;
    private volatile boolean stopped;

    Observer(Cluster cluster, String prefix, long startRevision) {
        this.cluster = cluster;
        this.prefix = prefix;
        this.next = startRevision;
        this.work = CompletableFuture.runAsync(this::work);
    }

    private void work() {
        for (int at = 0; !stopped; at++) {
            Client client = cluster.member(at % cluster.members().size()).client();
            client.reconnect();
            try (WatchStream watch = client.watch()) {
                watch.send(watchPrefix(prefix).setStartRevision(next).build());
                while (!stopped && !watch.isExhausted()) {
                    watch.next(PATIENCE).ifPresent(this::take);
                }
            }
            Await.pause(RETRY_PAUSE);
        }
    }

    private void take(WatchResponse response) {
        if (response.getCanceled()) {
            throw new IllegalStateException("the watch was cancelled: " + response);
        }
        for (Event event : response.getEventsList()) {
            seen.add(event);
            next = event.getKv().getModRevision() + 1;
        }
    }

    /** Everything seen once the event of this revision has been. */
    List<Event> seenThrough(long revision, Duration max) {
        Await.until("the watch reaches " + revision, max, () -> next > revision || work.isDone());
        close();
        return List.copyOf(seen);
    }

    /** All events from a revision to another, told by one member in one go. */
    static List<Event> replay(Client client, String prefix, long from, long through) {
        List<Event> events = new ArrayList<>();
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix(prefix).setStartRevision(from).build());
            while (last(events).orElse(0L) < through) {
                events.addAll(watch.events(1));
            }
        }
        return events;
    }

    private static Optional<Long> last(List<Event> events) {
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.get(events.size() - 1).getKv().getModRevision());
    }

    @Override
    public void close() {
        stopped = true;
        work.join();
    }
}
