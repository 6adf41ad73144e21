package io.metastore.tests.client;

import io.grpc.Status;
import io.metastore.api.etcdserverpb.WatchCancelRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchProgressRequest;
import io.metastore.api.etcdserverpb.WatchRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The watch stream of one member with shorthands for what is sent on it. */
public final class WatchStream implements AutoCloseable {
    private final Stream<WatchRequest, WatchResponse> stream;

    WatchStream(Stream<WatchRequest, WatchResponse> stream) {
        this.stream = stream;
    }

    /** Asks for a watcher and returns the answer, which must be that it was created. */
    public WatchResponse create(WatchCreateRequest request) {
        send(request);
        WatchResponse response = next();
        if (!response.getCreated()) {
            throw new AssertionError("not the answer to a creation: " + response);
        }
        return response;
    }

    /** Asks for a watcher and does not wait. */
    public void send(WatchCreateRequest request) {
        stream.send(WatchRequest.newBuilder().setCreateRequest(request).build());
    }

    public void cancel(long watchId) {
        WatchCancelRequest cancel = WatchCancelRequest.newBuilder().setWatchId(watchId).build();
        stream.send(WatchRequest.newBuilder().setCancelRequest(cancel).build());
    }

    public void requestProgress() {
        stream.send(
                WatchRequest.newBuilder()
                        .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                        .build());
    }

    public WatchResponse next() {
        return stream.next();
    }

    public Optional<WatchResponse> next(Duration max) {
        return stream.next(max);
    }

    /** Reads until this many events have come, over as many responses as it takes. */
    public List<Event> events(int count) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            events.addAll(next().getEventsList());
        }
        return events;
    }

    /** Whether the stream has ended and all its messages were read. */
    public boolean isExhausted() {
        return stream.isExhausted();
    }

    public Status end() {
        return stream.end();
    }

    public void stopReading() {
        stream.stopReading();
    }

    public void resumeReading() {
        stream.resumeReading();
    }

    @Override
    public void close() {
        stream.close();
    }
}
