package io.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.WatchCancelRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest.FilterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random traffic over a few streams with tiny limits, every task stepped in random order. The
 * checkers look at each response: ordered, complete up to what it claims, unique, whole revisions.
 */
class WatchSimulationTest {
    private static final WatchLimits LIMITS =
            new WatchLimits(6, 2, 400, 120, 3, 150, 2, 150, 1_000, 50);

    private final FakeHistory history = new FakeHistory();
    private final ManualExecutor catchUp = new ManualExecutor();
    private final List<Client> clients = new ArrayList<>();
    private long nowNanos;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_watcher_sees_its_events_once_and_in_order(long seed) {
        Random random = new Random(seed);
        WatchHub hub = new WatchHub(WatchFixture.environment(history, catchUp), LIMITS, 1);
        for (int i = 0; i < 3; i++) {
            clients.add(new Client(hub));
        }
        for (int step = 0; step < 400; step++) {
            act(hub, random);
            clients.forEach(Client::check);
        }
        settle();
        clients.forEach(client -> client.checker.checkComplete(history.revision()));
        assertThat(clients.stream().mapToInt(client -> client.checker.delivered()).sum())
                .isPositive();
        assertThat(hub.stats().slowWatchers()).isZero();
        assertThat(hub.stats().pendingEvents()).isZero();
        clients.forEach(client -> client.stream.close());
        assertThat(hub.stats().watchers()).isZero();
        assertThat(hub.stats().streams()).isZero();
    }

    private void act(WatchHub hub, Random random) {
        Client client = clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> publish(hub, random);
            case 3 -> client.create(random, history.revision());
            case 4 -> client.cancel(random);
            case 5 -> client.stream.progress();
            case 6 -> hub.tick(nowNanos += random.nextInt(40));
            case 7 -> compact(hub, random);
            case 8 -> client.sink.setCredit(0);
            case 9 -> reset(hub, random);
            case 10, 11 -> client.read(random.nextInt(5));
            case 12, 13 -> catchUp.runNext();
            default -> client.eventLoop.runNext();
        }
    }

    private void publish(WatchHub hub, Random random) {
        boolean read = hub.isPrevKvWanted() && random.nextInt(4) > 0;
        List<RevisionChanges> writes = writes(random);
        hub.publishBatch(read ? writes : writes.stream().map(FakeHistory::unread).toList());
    }

    private List<RevisionChanges> writes(Random random) {
        List<RevisionChanges> group = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String[] keys =
                    random.ints(1 + random.nextInt(3), 0, 8)
                            .distinct()
                            .mapToObj(k -> (random.nextInt(4) == 0 ? "-" : "") + (char) ('a' + k))
                            .toArray(String[]::new);
            group.add(history.write(keys));
        }
        return group;
    }

    private void compact(WatchHub hub, Random random) {
        if (random.nextInt(4) == 0) {
            long revision = 1 + random.nextLong(history.revision());
            if (revision > history.compactRevision()) {
                history.compact(revision);
                if (random.nextBoolean()) {
                    hub.compacted(revision);
                }
            }
        }
    }

    private void reset(WatchHub hub, Random random) {
        if (random.nextInt(4) == 0) {
            writes(random);
            if (random.nextBoolean()) {
                history.compact(Math.max(history.compactRevision(), history.revision() - 2));
            }
            hub.reset(history.revision());
        }
    }

    private void settle() {
        clients.forEach(client -> client.read(Integer.MAX_VALUE));
        boolean busy = true;
        while (busy) {
            busy = catchUp.runNext();
            for (Client client : clients) {
                busy |= client.eventLoop.runNext();
                client.check();
            }
        }
    }

    private final class Client {
        private final FakeSink sink = new FakeSink();
        private final ManualExecutor eventLoop = new ManualExecutor();
        private final StreamChecker checker = new StreamChecker(history);
        private final WatchStream stream;

        Client(WatchHub hub) {
            stream = hub.open(sink, eventLoop);
        }

        void check() {
            assertThat(sink.error()).isNull();
            checker.check(sink.take());
        }

        void read(int credit) {
            sink.addCredit(credit);
            if (sink.isReady()) {
                stream.onReady();
            }
        }

        void cancel(Random random) {
            stream.cancel(
                    WatchCancelRequest.newBuilder().setWatchId(1 + random.nextInt(4)).build());
        }

        void create(Random random, long revision) {
            WatchCreateRequest.Builder request =
                    WatchCreateRequest.newBuilder()
                            .setKey(key(random))
                            .setWatchId(random.nextInt(5))
                            .setStartRevision(
                                    random.nextBoolean()
                                            ? 0
                                            : Math.max(0, revision - 15 + random.nextInt(20)))
                            .setPrevKv(random.nextBoolean())
                            .setFragment(random.nextBoolean())
                            .setProgressNotify(random.nextBoolean());
            switch (random.nextInt(3)) {
                case 0 -> request.setRangeEnd(WatchFixture.OPEN_END);
                case 1 -> request.setRangeEnd(key(random));
                default -> request.clearRangeEnd();
            }
            if (random.nextInt(4) == 0) {
                request.addFilters(random.nextBoolean() ? FilterType.NOPUT : FilterType.NODELETE);
            }
            checker.requested(request.build());
            stream.create(request.build());
        }

        private static ByteString key(Random random) {
            return ByteString.copyFromUtf8(String.valueOf((char) ('a' + random.nextInt(8))));
        }
    }
}
