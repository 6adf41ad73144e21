package io.metastore.cli.bench;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.WatchCancelRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchGrpc;
import io.metastore.api.etcdserverpb.WatchRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.cli.tool.Connection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the deletion of one key after the other, on one stream, which is opened when it is
 * needed first. Used by one client, whose requests follow each other.
 */
final class DeletionWatch {
    /** Who waits, with the watcher of his own. */
    private record Waiting(long watchId, Runnable deleted, Consumer<Throwable> failed) {}

    private final Connection connection;
    private @Nullable Stream stream;
    private long lastWatchId;

    DeletionWatch(Connection connection) {
        this.connection = connection;
    }

    /**
     * Tells once when a key is deleted.
     *
     * @param revision the first at which the deletion may be
     */
    void await(ByteString key, long revision, Runnable deleted, Consumer<Throwable> failed) {
        Stream open = stream;
        if (open == null || open.broken) {
            open = new Stream();
            stream = open;
        }
        lastWatchId++;
        open.waiting.set(new Waiting(lastWatchId, deleted, failed));
        open.send(
                WatchRequest.newBuilder()
                        .setCreateRequest(
                                WatchCreateRequest.newBuilder()
                                        .setKey(key)
                                        .setStartRevision(revision)
                                        .setWatchId(lastWatchId)
                                        .addFilters(WatchCreateRequest.FilterType.NOPUT)));
        if (open.broken) {
            // It broke before it could know who waits.
            open.fail(ended("the stream was closed"));
        }
    }

    void close() {
        Stream open = stream;
        if (open != null && !open.broken) {
            open.waiting.set(null);
            open.requests.onCompleted();
        }
    }

    private static Throwable ended(String reason) {
        return Status.CANCELLED
                .withDescription("the watcher ended: " + reason)
                .asRuntimeException();
    }

    /** One stream; what it says comes on the thread of the network. */
    private final class Stream implements StreamObserver<WatchResponse> {
        private final StreamObserver<WatchRequest> requests;
        private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
        private volatile boolean broken;

        Stream() {
            requests = WatchGrpc.newStub(connection.channel()).watch(this);
        }

        void send(WatchRequest.Builder request) {
            requests.onNext(request.build());
        }

        @Override
        public void onNext(WatchResponse response) {
            Waiting current = waiting.get();
            if (current == null || response.getWatchId() != current.watchId()) {
                return;
            }
            if (response.getCanceled()) {
                waiting.set(null);
                current.failed().accept(ended(response.getCancelReason()));
            } else if (response.getEventsList().stream().anyMatch(Stream::isDeletion)) {
                waiting.set(null);
                send(
                        WatchRequest.newBuilder()
                                .setCancelRequest(
                                        WatchCancelRequest.newBuilder()
                                                .setWatchId(current.watchId())));
                current.deleted().run();
            }
        }

        private static boolean isDeletion(Event event) {
            return event.getType() == Event.EventType.DELETE;
        }

        @Override
        public void onError(Throwable failure) {
            broken = true;
            fail(failure);
        }

        private void fail(Throwable failure) {
            Waiting current = waiting.getAndSet(null);
            if (current != null) {
                current.failed().accept(failure);
            }
        }

        @Override
        public void onCompleted() {
            onError(ended("the stream was closed"));
        }
    }
}
