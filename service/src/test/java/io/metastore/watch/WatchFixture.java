package io.metastore.watch;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.WatchCancelRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import java.util.Arrays;
import java.util.Random;

/** A hub over a fake history with one stream, everything run by hand on one thread. */
final class WatchFixture {
    static final long INTERVAL_NANOS = 1_000;
    static final ByteString OPEN_END = ByteString.copyFrom(new byte[] {0});

    final FakeHistory history = new FakeHistory();
    final FakeSink sink = new FakeSink();
    final ManualExecutor eventLoop = new ManualExecutor();
    final ManualExecutor catchUp = new ManualExecutor();
    final WatchHub hub;
    final WatchStream stream;

    WatchFixture() {
        this(limits(128));
    }

    WatchFixture(WatchLimits limits) {
        hub = new WatchHub(environment(history, catchUp), limits, history.revision());
        stream = hub.open(sink, eventLoop);
    }

    static WatchEnvironment environment(History history, ManualExecutor catchUp) {
        return new WatchEnvironment(history, WatchFixture::header, catchUp, new Random(1));
    }

    static ResponseHeader header(long revision) {
        return ResponseHeader.newBuilder().setMemberId(7).setRevision(revision).build();
    }

    static WatchLimits limits(int bufferedResponsesMax) {
        return new WatchLimits(
                1_000,
                bufferedResponsesMax,
                1 << 22,
                1 << 20,
                4,
                1 << 20,
                512,
                300,
                64,
                INTERVAL_NANOS);
    }

    static WatchCreateRequest.Builder watch(String key) {
        return WatchCreateRequest.newBuilder().setKey(ByteString.copyFromUtf8(key));
    }

    static WatchCreateRequest.Builder watchRange(String key, String rangeEnd) {
        return watch(key).setRangeEnd(ByteString.copyFromUtf8(rangeEnd));
    }

    void create(WatchCreateRequest.Builder request) {
        stream.create(request.build());
    }

    void cancel(long id) {
        stream.cancel(WatchCancelRequest.newBuilder().setWatchId(id).build());
    }

    /** Writes a revision, publishes it and lets everything settle. */
    void write(String... operations) {
        publish(operations);
        settle();
    }

    /** Writes a revision and publishes it; nobody has looked yet. */
    void publish(String... operations) {
        hub.publishBatch(Arrays.asList(history.write(operations)));
    }

    void compact(long revision) {
        history.compact(revision);
        hub.compacted(revision);
    }

    /** Lets the client read again. */
    void resume() {
        sink.setCredit(Long.MAX_VALUE);
        stream.onReady();
        settle();
    }

    void settle() {
        while (eventLoop.runNext() || catchUp.runNext()) {
            // Until nobody has anything left to do.
        }
    }
}
