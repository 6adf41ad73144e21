package io.metastore.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.LeaseLeasesRequest;
import io.metastore.api.etcdserverpb.LeaseLeasesResponse;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeResponse;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveRequest;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveResponse;
import io.metastore.node.LeaseService;
import io.quarkus.grpc.GrpcService;

/** {@code etcdserverpb.Lease}. Event loop. */
@GrpcService
public final class LeaseGrpcService extends LeaseGrpc.LeaseImplBase {
    private final LeaseService leases;

    LeaseGrpcService(LeaseService leases) {
        this.leases = leases;
    }

    @Override
    public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> observer) {
        Calls.unary(request, observer, leases::grant);
    }

    @Override
    public void leaseRevoke(
            LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> observer) {
        Calls.unary(request, observer, leases::revoke);
    }

    @Override
    public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
            StreamObserver<LeaseKeepAliveResponse> observer) {
        return new KeepAliveCall(
                leases, (ServerCallStreamObserver<LeaseKeepAliveResponse>) observer);
    }

    @Override
    public void leaseTimeToLive(
            LeaseTimeToLiveRequest request, StreamObserver<LeaseTimeToLiveResponse> observer) {
        Calls.unary(request, observer, leases::timeToLive);
    }

    @Override
    public void leaseLeases(
            LeaseLeasesRequest request, StreamObserver<LeaseLeasesResponse> observer) {
        Calls.unary(request, observer, (unused, executor) -> leases.leases(executor));
    }
}
