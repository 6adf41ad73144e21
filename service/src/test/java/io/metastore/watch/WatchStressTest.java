package io.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads: one publishes, two event loops serve streams that are slow in between. */
class WatchStressTest {
    private static final int REVISIONS = 5_000;
    private static final int STREAMS = 8;

    private final FakeHistory history = new FakeHistory();
    private final ExecutorService catchUp = Executors.newFixedThreadPool(2);
    private final List<ExecutorService> eventLoops =
            List.of(Executors.newSingleThreadExecutor(), Executors.newSingleThreadExecutor());

    @Test
    @Timeout(30)
    void streams_that_stop_and_go_miss_nothing() throws Exception {
        WatchHub hub =
                new WatchHub(
                        new WatchEnvironment(history, WatchFixture::header, catchUp, new Random(3)),
                        WatchFixture.limits(4),
                        1);
        List<StopAndGo> sinks = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            sinks.add(new StopAndGo(hub, eventLoops.get(i % 2)));
        }
        for (StopAndGo sink : sinks) {
            sink.created.await();
        }
        for (int written = 0; written < REVISIONS; written += 5) {
            List<RevisionChanges> group = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                group.add(history.write("a", "b"));
            }
            hub.publishBatch(group);
        }
        for (StopAndGo sink : sinks) {
            assertThat(sink.complete.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sink.revisions).hasSize(REVISIONS).isSorted().doesNotHaveDuplicates();
        }
        hub.close();
        for (ExecutorService eventLoop : eventLoops) {
            eventLoop.shutdown();
            assertThat(eventLoop.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        catchUp.shutdown();
        assertThat(hub.stats().watchers()).isZero();
        assertThat(hub.stats().pendingEvents()).isZero();
    }

    /** Takes seven responses, then none until its event loop comes by again. */
    private static final class StopAndGo implements WatchSink {
        private final CountDownLatch created = new CountDownLatch(1);
        private final CountDownLatch complete = new CountDownLatch(1);
        private final List<Long> revisions = new ArrayList<>();
        private final ExecutorService eventLoop;
        private @Nullable WatchStream stream;
        private int credit = 7;

        StopAndGo(WatchHub hub, ExecutorService eventLoop) {
            this.eventLoop = eventLoop;
            eventLoop.execute(
                    () -> {
                        stream = hub.open(this, eventLoop);
                        stream.create(WatchFixture.watch("a").build());
                    });
        }

        @Override
        public boolean isReady() {
            return credit > 0;
        }

        @Override
        public void send(WatchResponse response) {
            credit--;
            for (Event event : response.getEventsList()) {
                revisions.add(event.getKv().getModRevision());
            }
            if (response.getCreated()) {
                created.countDown();
            }
            if (revisions.size() == REVISIONS) {
                complete.countDown();
            }
            if (credit == 0) {
                eventLoop.execute(
                        () -> {
                            credit = 7;
                            Objects.requireNonNull(stream).onReady();
                        });
            }
        }

        @Override
        public void fail(EtcdError error) {
            assertThat(error).isEqualTo(EtcdError.STOPPED);
        }
    }
}
