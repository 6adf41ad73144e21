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
    private boolean ended;

    WatchCall(WatchHub hub, ServerCallStreamObserver<WatchResponse> observer) {
        this.observer = observer;
        this.stream = hub.open(this, EventLoops.current(), false);
        observer.setOnReadyHandler(stream::onReady);
        observer.setOnCancelHandler(this::end);
    }

    @Override
    public void onNext(WatchRequest request) {
        switch (request.getRequestUnionCase()) {
            case CREATE_REQUEST -> stream.create(request.getCreateRequest());
            case CANCEL_REQUEST -> stream.cancel(request.getCancelRequest());
            case PROGRESS_REQUEST -> stream.progress();
            case REQUESTUNION_NOT_SET -> {}
        }
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onCompleted() {
        if (!ended) {
            end();
            observer.onCompleted();
        }
    }

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
