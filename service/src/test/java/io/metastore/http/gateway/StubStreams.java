package io.metastore.http.gateway;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.SnapshotRequest;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.api.etcdserverpb.WatchGrpc;
import io.metastore.api.etcdserverpb.WatchRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A watch that never ends by itself, a keepalive that does, and a snapshot without end. */
final class StubStreams {
    final CountDownLatch watchCancelled = new CountDownLatch(1);
    final CountDownLatch contextCancelled = new CountDownLatch(1);
    final CountDownLatch snapshotBlocked = new CountDownLatch(1);
    final AtomicInteger blobsSent = new AtomicInteger();

    List<BindableService> services() {
        return List.of(new Watches(), new Leases(), new Snapshots());
    }

    private final class Watches extends WatchGrpc.WatchImplBase {
        @Override
        public StreamObserver<WatchRequest> watch(StreamObserver<WatchResponse> answers) {
            var call = (ServerCallStreamObserver<WatchResponse>) answers;
            call.setOnCancelHandler(watchCancelled::countDown);
            Context.current().addListener(context -> contextCancelled.countDown(), Runnable::run);
            return new StreamObserver<>() {
                @Override
                public void onNext(WatchRequest request) {
                    answers.onNext(
                            WatchResponse.newBuilder()
                                    .setWatchId(request.getCreateRequest().getWatchId())
                                    .setCreated(true)
                                    .build());
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {}
            };
        }
    }

    private static final class Leases extends LeaseGrpc.LeaseImplBase {
        @Override
        public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
                StreamObserver<LeaseKeepAliveResponse> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(LeaseKeepAliveRequest request) {
                    if (request.getID() < 0) {
                        answers.onError(
                                Status.UNAVAILABLE
                                        .withDescription("etcdserver: no leader")
                                        .asRuntimeException());
                    } else {
                        answers.onNext(
                                LeaseKeepAliveResponse.newBuilder().setID(request.getID()).build());
                    }
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }
    }

    private final class Snapshots extends MaintenanceGrpc.MaintenanceImplBase {
        @Override
        public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> answers) {
            var call = (ServerCallStreamObserver<SnapshotResponse>) answers;
            SnapshotResponse blob =
                    SnapshotResponse.newBuilder()
                            .setBlob(ByteString.copyFrom(new byte[64 * 1024]))
                            .build();
            call.setOnReadyHandler(
                    () -> {
                        while (call.isReady() && !call.isCancelled()) {
                            blobsSent.incrementAndGet();
                            call.onNext(blob);
                        }
                        snapshotBlocked.countDown();
                    });
        }
    }
}
