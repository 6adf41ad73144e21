package io.metastore.cli.bench;

import io.grpc.Status;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.cli.tool.Connection;
import org.jspecify.annotations.Nullable;

/** Renews one lease on a stream of its own, which is opened again when it broke. */
final class KeepAliveClient implements Operation {
    private final Connection connection;
    private final LeaseKeepAliveRequest request;
    private final Series renewals;
    private @Nullable Stream stream;

    KeepAliveClient(Connection connection, long lease, Series renewals) {
        this.connection = connection;
        this.request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
        this.renewals = renewals;
    }

    @Override
    public void start(Attempt attempt) {
        Stream open = stream;
        if (open == null || open.isBroken()) {
            open = new Stream();
            open.open(LeaseGrpc.newStub(connection.channel())::leaseKeepAlive);
            stream = open;
        }
        open.send(attempt, request);
    }

    private final class Stream
            extends ClientStream<LeaseKeepAliveRequest, LeaseKeepAliveResponse, Attempt> {
        @Override
        public void onNext(LeaseKeepAliveResponse response) {
            Attempt attempt = answered();
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
        void failed(Attempt attempt, Throwable failure) {
            attempt.failed(renewals, failure);
        }

        @Override
        Throwable ended() {
            return Status.UNAVAILABLE
                    .withDescription("the stream of keepalives ended")
                    .asRuntimeException();
        }
    }
}
