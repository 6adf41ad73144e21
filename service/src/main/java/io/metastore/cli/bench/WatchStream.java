package io.metastore.cli.bench;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchGrpc;
import io.metastore.api.etcdserverpb.WatchRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.cli.tool.Connection;
import io.metastore.cli.tool.ToolFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watchers of one stream. One thread creates them; events come on the thread of the network. */
final class WatchStream implements StreamObserver<WatchResponse> {
    private final Connection connection;
    private final Consumer<Event> arrived;
    private final Consumer<Throwable> broken;
    private final StreamObserver<WatchRequest> requests;
    private final Semaphore created = new Semaphore(0);
    private int asked;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    /**
     * Opens a stream.
     *
     * @param broken is told when the stream or a watcher ended
     */
    WatchStream(Connection connection, Consumer<Event> arrived, Consumer<Throwable> broken) {
        this.connection = connection;
        this.arrived = arrived;
        this.broken = broken;
        this.requests = WatchGrpc.newStub(connection.channel()).watch(this);
    }

    void create(WatchCreateRequest watcher) {
        requests.onNext(WatchRequest.newBuilder().setCreateRequest(watcher).build());
        asked++;
    }

    /**
     * Waits until all watchers are there.
     *
     * @throws ToolFailure when they do not come
     */
    void awaitCreated(Duration timeMax) {
        try {
            boolean all = created.tryAcquire(asked, timeMax.toMillis(), TimeUnit.MILLISECONDS);
            Throwable reason = failure;
            if (reason != null) {
                throw connection.failure(Status.fromThrowable(reason).asRuntimeException());
            }
            if (!all) {
                throw new ToolFailure(
                        "%s did not create %,d watchers in %d s; --command-timeout gives it longer"
                                .formatted(connection.endpoint(), asked, timeMax.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailure("interrupted while creating watchers", e);
        }
    }

    @Override
    public void onNext(WatchResponse response) {
        if (response.getCanceled()) {
            fail(
                    Status.CANCELLED
                            .withDescription("a watcher ended: " + response.getCancelReason())
                            .asRuntimeException());
        } else if (response.getCreated()) {
            created.release();
        }
        response.getEventsList().forEach(arrived);
    }

    @Override
    public void onError(Throwable reason) {
        fail(reason);
    }

    @Override
    public void onCompleted() {
        fail(Status.UNAVAILABLE.withDescription("the watch stream ended").asRuntimeException());
    }

    private void fail(Throwable reason) {
        if (closed) {
            return;
        }
        failure = reason;
        broken.accept(reason);
        // Whoever waits for watchers looks for the failure.
        created.release(asked);
    }

    void close() {
        closed = true;
        requests.onCompleted();
    }
}
