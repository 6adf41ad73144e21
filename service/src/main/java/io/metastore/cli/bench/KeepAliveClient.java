package io.metastore.cli.bench;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.cli.tool.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Renews one lease on a stream of its own, which is opened again when it broke. */
final class KeepAliveClient implements Operation {
    private static final String ENDED = "the stream of keepalives ended";

    private final Connection connection;
    private final LeaseKeepAliveRequest request;
    private final Series renewals;
    private final AtomicReference<@Nullable Attempt> waiting = new AtomicReference<>();
    private @Nullable Stream stream;

    KeepAliveClient(Connection connection, long lease, Series renewals) {
        this.connection = connection;
        this.request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
        this.renewals = renewals;
    }

    @Override
    public void start(Attempt attempt) {
        Stream open = stream;
        if (open == null || open.broken) {
            open = new Stream();
            open.requests = LeaseGrpc.newStub(connection.channel()).leaseKeepAlive(open);
            stream = open;
        }
        waiting.set(attempt);
        StreamObserver<LeaseKeepAliveRequest> requests = open.requests;
        if (requests != null) {
            requests.onNext(request);
        }
        if (open.broken) {
            // It broke before it could know of this attempt.
            open.fail(Status.UNAVAILABLE.withDescription(ENDED).asRuntimeException());
        }
    }

    /** One stream; what it says comes on the thread of the network. */
    private final class Stream implements StreamObserver<LeaseKeepAliveResponse> {
        private @Nullable StreamObserver<LeaseKeepAliveRequest> requests;
        private volatile boolean broken;

        @Override
        public void onNext(LeaseKeepAliveResponse response) {
            Attempt attempt = waiting.getAndSet(null);
            if (attempt == null) {
                return;
            }
            if (response.getTTL() > 0) {
                attempt.succeeded(renewals);
            } else {
                Status expired = Status.NOT_FOUND.withDescription("the lease has expired");
                attempt.failed(renewals, expired.asRuntimeException());
            }
        }

        @Override
        public void onError(Throwable failure) {
            broken = true;
            fail(failure);
        }

        private void fail(Throwable failure) {
            Attempt attempt = waiting.getAndSet(null);
            if (attempt != null) {
                attempt.failed(renewals, failure);
            }
        }

        @Override
        public void onCompleted() {
            onError(Status.UNAVAILABLE.withDescription(ENDED).asRuntimeException());
        }
    }
}
