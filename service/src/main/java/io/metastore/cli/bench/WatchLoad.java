package io.metastore.cli.bench;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.mvccpb.Event;
import io.metastore.cli.tool.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes keys that are watched. Each value begins with the number of this run and the moment its
 * put was due, so that every event tells how long it took; sender and receivers share the clock of
 * this process.
 */
final class WatchLoad implements Workload {
    /** What each value holds besides lots. */
    static final int STAMP_BYTES = 2 * Long.BYTES;

    private static final long SETTLE_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
    private static final long SETTLE_PAUSE_MILLIS = 5;

    private final Site site;
    private final Keys keys;
    private final Values values;
    private final Watching watching;
    private final long run;
    private final KeyOrder order;
    private final Series puts;
    private final Series events;
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final List<WatchStream> streams = new ArrayList<>();

    /**
     * Who watches.
     *
     * @param watchers spread over the keys
     * @param streams that the watchers are spread over
     */
    record Watching(int watchers, int streams) {}

    /**
     * Prepares a load.
     *
     * @param keys that are watched, each of them
     * @param run a number that no other run has
     */
    WatchLoad(Site site, Keys keys, Values values, Watching watching, long run) {
        this.site = site;
        this.keys = keys;
        this.values = values;
        this.watching = watching;
        this.run = run;
        this.order = new KeyOrder(keys.count(), true);
        this.puts = site.series("put");
        this.events = site.series("event");
    }

    @Override
    public List<Series> series() {
        return List.of(puts, events);
    }

    @Override
    public List<Operation> prepare() {
        for (int i = 0; i < watching.streams(); i++) {
            streams.add(new WatchStream(site.connection(i), this::arrived, events::fail));
        }
        for (int i = 0; i < watching.watchers(); i++) {
            streams.get(i % streams.size())
                    .create(WatchCreateRequest.newBuilder().setKey(keys.key(i)).build());
        }
        for (WatchStream stream : streams) {
            stream.awaitCreated(site.answerMax());
        }
        return site.operations(this::client);
    }

    private Operation client(int number) {
        var kv = KVGrpc.newStub(site.connection(number).channel());
        SplittableRandom lots = site.lots(number);
        return attempt -> {
            long key = order.next(lots);
            var put =
                    PutRequest.newBuilder()
                            .setKey(keys.key(key))
                            .setValue(values.next(lots, run, attempt.dueNanos()))
                            .build();
            kv.put(
                    put,
                    new UnaryAnswer<>(
                            unused -> {
                                expected.addAndGet(watchersOf(key));
                                attempt.succeeded(puts);
                            },
                            failure -> attempt.failed(puts, failure)));
        };
    }

    private long watchersOf(long key) {
        long each = watching.watchers() / keys.count();
        return each + (key < watching.watchers() % keys.count() ? 1 : 0);
    }

    private void arrived(Event event) {
        ByteString value = event.getKv().getValue();
        if (value.size() < STAMP_BYTES) {
            return;
        }
        var stamp = value.asReadOnlyByteBuffer();
        // Somebody else may write under the prefix.
        if (stamp.getLong() == run) {
            events.recordSince(stamp.getLong());
            delivered.incrementAndGet();
        }
    }

    /** Waits until every event has come, or none for a while. */
    @Override
    public void settle() {
        long before = delivered.get();
        long since = site.nanoTime().getAsLong();
        while (before < expected.get() && site.nanoTime().getAsLong() - since < SETTLE_NANOS_MAX) {
            pause();
            long now = delivered.get();
            if (now != before) {
                before = now;
                since = site.nanoTime().getAsLong();
            }
        }
        long missing = expected.get() - delivered.get();
        if (missing > 0) {
            events.fail("MISSING", missing, "no event came for an acknowledged put");
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SETTLE_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailure("interrupted while waiting for events", e);
        }
    }

    @Override
    public void reset() {
        Workload.super.reset();
        expected.set(0);
        delivered.set(0);
    }

    @Override
    public void finish() {
        streams.forEach(WatchStream::close);
    }
}
