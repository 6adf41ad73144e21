package io.metastore.grpc;

import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.MemberAddRequest;
import io.metastore.api.etcdserverpb.MemberAddResponse;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberListResponse;
import io.metastore.api.etcdserverpb.MemberPromoteRequest;
import io.metastore.api.etcdserverpb.MemberPromoteResponse;
import io.metastore.api.etcdserverpb.MemberRemoveRequest;
import io.metastore.api.etcdserverpb.MemberRemoveResponse;
import io.metastore.api.etcdserverpb.MemberUpdateRequest;
import io.metastore.api.etcdserverpb.MemberUpdateResponse;
import io.metastore.node.ClusterService;
import io.quarkus.grpc.GrpcService;

/** {@code etcdserverpb.Cluster}. Event loop. */
@GrpcService
public final class ClusterGrpcService extends ClusterGrpc.ClusterImplBase {
    private final ClusterService cluster;

    ClusterGrpcService(ClusterService cluster) {
        this.cluster = cluster;
    }

    @Override
    public void memberAdd(MemberAddRequest request, StreamObserver<MemberAddResponse> observer) {
        Calls.unary(request, observer, cluster::memberAdd);
    }

    @Override
    public void memberRemove(
            MemberRemoveRequest request, StreamObserver<MemberRemoveResponse> observer) {
        Calls.unary(request, observer, cluster::memberRemove);
    }

    @Override
    public void memberUpdate(
            MemberUpdateRequest request, StreamObserver<MemberUpdateResponse> observer) {
        Calls.unary(request, observer, cluster::memberUpdate);
    }

    @Override
    public void memberPromote(
            MemberPromoteRequest request, StreamObserver<MemberPromoteResponse> observer) {
        Calls.unary(request, observer, cluster::memberPromote);
    }

    @Override
    public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> observer) {
        Calls.unary(request, observer, cluster::memberList);
    }
}
