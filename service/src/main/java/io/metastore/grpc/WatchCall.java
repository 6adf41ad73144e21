package io.metastore.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.WatchRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.watch.WatchHub;
import io.metastore.watch.WatchSink;
import io.metastore.watch.WatchStream;

/** One watch call: the requests of the client, and the sink of its stream. Event loop. */
final class WatchCall implements StreamObserver<WatchRequest>, WatchSink {
    private final ServerCallStreamObserver<WatchResponse> observer;
    private final WatchStream stream;
    private boolean hasRequestOut = true;
    private boolean ended;

    WatchCall(WatchHub hub, ServerCallStreamObserver<WatchResponse> observer) {
        this.observer = observer;
        this.stream = hub.open(this, EventLoops.current());
        observer.disableAutoRequest();
        observer.setOnReadyHandler(this::onReady);
        observer.setOnCancelHandler(this::end);
        observer.request(1);
    }

    @Override
    public void onNext(WatchRequest request) {
        switch (request.getRequestUnionCase()) {
            case CREATE_REQUEST -> stream.create(request.getCreateRequest());
            case CANCEL_REQUEST -> stream.cancel(request.getCancelRequest());
            case PROGRESS_REQUEST -> stream.progress();
            case REQUESTUNION_NOT_SET -> {}
        }
        hasRequestOut = false;
        requestNext();
    }

    private void onReady() {
        stream.onReady();
        requestNext();
    }

    /** Takes the next request only while there is room for its answer. */
    private void requestNext() {
        if (!ended && !hasRequestOut && stream.hasRoom()) {
            hasRequestOut = true;
            observer.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    /** A client that has nothing more to ask goes on watching until it cancels the call. */
    @Override
    public void onCompleted() {}

    @Override
    public boolean isReady() {
        return !ended && observer.isReady();
    }

    @Override
    public void send(WatchResponse response) {
        if (!ended) {
            observer.onNext(response);
        }
    }

    @Override
    public void fail(EtcdError error) {
        if (!ended) {
            end();
            Calls.fail(observer, error.exception());
        }
    }

    private void end() {
        ended = true;
        stream.close();
    }
}
