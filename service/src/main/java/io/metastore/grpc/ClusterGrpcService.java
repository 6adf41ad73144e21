package io.metastore.grpc;

import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberListResponse;
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
    public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> observer) {
        Calls.unary(request, observer, cluster::memberList);
    }
}
