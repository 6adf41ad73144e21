package io.metastore.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.WatchGrpc;
import io.metastore.api.etcdserverpb.WatchRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.watch.WatchHub;
import io.quarkus.grpc.GrpcService;

/** {@code etcdserverpb.Watch}. Event loop. */
@GrpcService
public final class WatchGrpcService extends WatchGrpc.WatchImplBase {
    private final WatchHub hub;

    WatchGrpcService(WatchHub hub) {
        this.hub = hub;
    }

    @Override
    public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> observer) {
        return new WatchCall(hub, (ServerCallStreamObserver<WatchResponse>) observer);
    }
}
