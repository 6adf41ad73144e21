package io.metastore.simulation;

import static io.metastore.simulation.Acknowledged.require;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.mvcc.Change;
import io.metastore.watch.KeyRange;
import io.metastore.watch.WatchSink;
import io.metastore.watch.WatchStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Watches a range for the whole simulation, at one member after the other, and knows what it has to
 * see: every change once, in order, and all of a revision together.
 */
final class WatchClient {
    private static final long CREDIT_PAUSE_NANOS_MAX = 400_000_000;

    private final Cluster cluster;
    private final Lane lane;
    private final SplittableRandom random;
    private final String name;
    private final KeyRange range;
    private final boolean prevKv;

    /** The first revision that it has not been told about; 0 before it has begun. */
    private long next;

    private @Nullable Stream stream;
    private int events;

    WatchClient(Cluster cluster, int number) {
        this.cluster = cluster;
        this.name = "w" + number;
        this.lane = cluster.scheduler().lane(cluster.world(), name);
        this.random = lane.random();
        ByteString key = ByteString.copyFromUtf8("k" + random.nextInt(4));
        this.range =
                random.nextInt(3) == 0
                        ? KeyRange.of(key, ByteString.EMPTY)
                        : KeyRange.of(key, ByteString.copyFromUtf8("l"));
        this.prevKv = random.nextBoolean();
    }

    int events() {
        return events;
    }

    void start() {
        lane.after(lane.upTo(50_000_000), "watch", this::connect);
    }

    /** Fails unless everything has been seen. */
    void checkComplete() {
        List<Change> missing = cluster.order().keys().changes(range, next, Long.MAX_VALUE);
        require(next != 0, "%s never began", name);
        require(missing.isEmpty(), "%s has not seen %s", name, missing);
    }

    private void connect() {
        List<SimulatedMember> running = cluster.running();
        if (running.isEmpty()) {
            start();
            return;
        }
        SimulatedMember member = running.get(random.nextInt(running.size()));
        Stream opened = new Stream(member);
        stream = opened;
        member.onEnd(() -> opened.ended("disconnected"));
        opened.open();
        if (random.nextInt(3) == 0) {
            lane.after(lane.upTo(4_000_000_000L), "leave", () -> opened.ended("goes to another"));
        }
    }

    /** One stream at one run of a member. */
    private final class Stream implements WatchSink {
        private final SimulatedMember member;
        private final SimulatedExecutor thread;
        private int credit = 3;
        private @Nullable WatchStream open;

        Stream(SimulatedMember member) {
            this.member = member;
            this.thread = member.thread(name);
        }

        void open() {
            thread.execute(
                    () -> {
                        WatchStream created = member.node().watches().open(this, thread);
                        open = created;
                        created.create(
                                WatchCreateRequest.newBuilder()
                                        .setKey(range.key())
                                        .setRangeEnd(range.rangeEnd())
                                        .setStartRevision(next)
                                        .setPrevKv(prevKv)
                                        .setProgressNotify(true)
                                        .build());
                    });
            pay();
        }

        /** Reads on from time to time, so that responses pile up in between. */
        private void pay() {
            lane.after(
                    lane.upTo(CREDIT_PAUSE_NANOS_MAX),
                    "read on",
                    () -> {
                        if (stream == this) {
                            thread.execute(
                                    () -> {
                                        credit += 1 + random.nextInt(20);
                                        if (open != null) {
                                            open.onReady();
                                        }
                                    });
                            pay();
                        }
                    });
        }

        void ended(String why) {
            if (stream == this) {
                stream = null;
                cluster.scheduler().trace(cluster.world(), name, why);
                if (member.isRunning()) {
                    thread.execute(
                            () -> {
                                if (open != null) {
                                    open.close();
                                }
                            });
                }
                start();
            }
        }

        @Override
        public boolean isReady() {
            return credit > 0;
        }

        @Override
        public void send(WatchResponse response) {
            credit--;
            lane.inOrder(
                    lane.upTo(500_000),
                    "response",
                    () -> {
                        if (stream == this) {
                            receive(response);
                        }
                    });
        }

        @Override
        public void fail(EtcdError error) {
            lane.inOrder(0, "stream failed", () -> ended("failed: " + error));
        }
    }

    private void receive(WatchResponse response) {
        long revision = response.getHeader().getRevision();
        require(revision <= cluster.order().keys().revision(), "%s sees the future", name);
        if (response.getCreated() && !response.getCanceled()) {
            next = next == 0 ? revision + 1 : next;
        } else if (response.getCanceled()) {
            canceled(response);
        } else {
            accept(response, revision);
        }
    }

    private void canceled(WatchResponse response) {
        long compacted = response.getCompactRevision();
        require(compacted > next, "%s was canceled at %d for %d", name, next, compacted);
        require(
                compacted <= cluster.order().compactRevision(),
                "%s: %d is not compacted",
                name,
                compacted);
        next = compacted;
        if (stream != null) {
            stream.ended("compacted");
        }
    }

    private void accept(WatchResponse response, long revision) {
        List<Change> expected = cluster.order().keys().changes(range, next, revision);
        int count = response.getEventsCount();
        List<Event> seen = new ArrayList<>();
        for (Event event : response.getEventsList()) {
            seen.add(event.toBuilder().clearPrevKv().build());
            checkPrevious(event);
        }
        List<Event> due = expected.stream().map(change -> change.event(false)).toList();
        require(
                seen.equals(due),
                "%s was told of %s from %d to %d, not of %s",
                name,
                seen,
                next,
                revision,
                due);
        events += count;
        next = revision + 1;
    }

    private void checkPrevious(Event event) {
        long before = event.getKv().getModRevision() - 1;
        var expected = cluster.order().keys().get(event.getKv().getKey(), before);
        if (!prevKv) {
            require(!event.hasPrevKv(), "%s did not ask for what was before", name);
        } else if (event.hasPrevKv()) {
            require(event.getPrevKv().equals(expected), "%s: wrong previous %s", name, event);
        } else {
            require(
                    expected == null || before < cluster.order().compactRevision(),
                    "%s: previous of %s is missing",
                    name,
                    event);
        }
    }
}
