package io.metastore.watch;

import com.google.protobuf.ByteString;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What one put costs the hub and the streams of its watchers, up to the response as an object; each
 * watcher has a stream of its own, and everything runs on the measured thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class WatchBenchmark {
    private static final ByteString KEY = key(0);
    private static final int OTHERS = 10_000;
    private static final int OF_THIS_KEY = 1_000;

    /** Who watches while the key is put. */
    public enum Audience {
        NOBODY,
        KEYS_10000_OTHERS,
        RANGES_10000_OTHERS,
        KEY_1000_OF_THIS
    }

    @Param public Audience audience;

    private WatchHub hub;
    private long revision = 1;
    private long responses;

    @Setup
    public void open() {
        var environment =
                new WatchEnvironment(
                        new NoHistory(),
                        at -> ResponseHeader.newBuilder().setRevision(at).build(),
                        Runnable::run,
                        new Random(7));
        hub = new WatchHub(environment, WatchLimits.defaults(), revision);
        switch (audience) {
            case NOBODY -> {}
            case KEYS_10000_OTHERS -> {
                for (int i = 1; i <= OTHERS; i++) {
                    watch(key(i), ByteString.EMPTY);
                }
            }
            case RANGES_10000_OTHERS -> {
                for (int i = 1; i <= OTHERS; i++) {
                    watch(key(i), key(i + 5));
                }
            }
            case KEY_1000_OF_THIS -> {
                for (int i = 0; i < OF_THIS_KEY; i++) {
                    watch(KEY, ByteString.EMPTY);
                }
            }
        }
    }

    private void watch(ByteString key, ByteString rangeEnd) {
        hub.open(new CountingSink(), Runnable::run)
                .create(WatchCreateRequest.newBuilder().setKey(key).setRangeEnd(rangeEnd).build());
    }

    @Benchmark
    public long put() {
        revision++;
        KeyValue record =
                KeyValue.newBuilder()
                        .setKey(KEY)
                        .setCreateRevision(2)
                        .setModRevision(revision)
                        .setVersion(revision)
                        .build();
        hub.publish(revision, List.of(new Change(EventType.PUT, record, null)));
        return responses;
    }

    private static ByteString key(int number) {
        return ByteString.copyFromUtf8("/registry/" + (1_000_000 + number));
    }

    private final class CountingSink implements WatchSink {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void send(WatchResponse response) {
            responses += response.getEventsCount();
        }

        @Override
        public void fail(EtcdError error) {
            throw new IllegalStateException("the stream has ended: " + error);
        }
    }

    /** No watcher of this benchmark is ever behind. */
    private static final class NoHistory implements History {
        @Override
        public HistoryPage read(HistoryQuery query) {
            throw new IllegalStateException("nobody is behind");
        }

        @Override
        public long compactRevision() {
            return 0;
        }
    }
}
