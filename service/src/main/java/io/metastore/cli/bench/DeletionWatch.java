package io.metastore.cli.bench;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.metastore.api.etcdserverpb.WatchCancelRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchGrpc;
import io.metastore.api.etcdserverpb.WatchRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.cli.tool.Connection;
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
        if (open == null || open.isBroken()) {
            open = new Stream();
            open.open(WatchGrpc.newStub(connection.channel())::watch);
            stream = open;
        }
        lastWatchId++;
        open.send(
                new Waiting(lastWatchId, deleted, failed),
                WatchRequest.newBuilder()
                        .setCreateRequest(
                                WatchCreateRequest.newBuilder()
                                        .setKey(key)
                                        .setStartRevision(revision)
                                        .setWatchId(lastWatchId)
                                        .addFilters(WatchCreateRequest.FilterType.NOPUT))
                        .build());
    }

    void close() {
        Stream open = stream;
        if (open != null) {
            open.close();
        }
    }

    private static Throwable watcherEnded(String reason) {
        return Status.CANCELLED
                .withDescription("the watcher ended: " + reason)
                .asRuntimeException();
    }

    private static final class Stream extends ClientStream<WatchRequest, WatchResponse, Waiting> {
        @Override
        public void onNext(WatchResponse response) {
            Waiting current = waiting();
            if (current == null || response.getWatchId() != current.watchId()) {
                return;
            }
            if (response.getCanceled()) {
                answered();
                current.failed().accept(watcherEnded(response.getCancelReason()));
            } else if (response.getEventsList().stream().anyMatch(Stream::isDeletion)) {
                answered();
                send(
                        WatchRequest.newBuilder()
                                .setCancelRequest(
                                        WatchCancelRequest.newBuilder()
                                                .setWatchId(current.watchId()))
                                .build());
                current.deleted().run();
            }
        }

        private static boolean isDeletion(Event event) {
            return event.getType() == Event.EventType.DELETE;
        }

        @Override
        void failed(Waiting who, Throwable failure) {
            who.failed().accept(failure);
        }

        @Override
        Throwable ended() {
            return watcherEnded("the stream was closed");
        }
    }
}
