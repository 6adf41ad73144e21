package io.metastore.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmResponse;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.api.etcdserverpb.DefragmentRequest;
import io.metastore.api.etcdserverpb.DefragmentResponse;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.HashRequest;
import io.metastore.api.etcdserverpb.HashResponse;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.MoveLeaderRequest;
import io.metastore.api.etcdserverpb.MoveLeaderResponse;
import io.metastore.api.etcdserverpb.SnapshotRequest;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.api.etcdserverpb.StatusRequest;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.node.BackupService;
import io.metastore.node.HashService;
import io.metastore.node.LeaderMoves;
import io.metastore.node.MaintenanceService;
import io.quarkus.grpc.GrpcService;

/** {@code etcdserverpb.Maintenance}. Event loop. */
@GrpcService
public final class MaintenanceGrpcService extends MaintenanceGrpc.MaintenanceImplBase {
    private final MaintenanceService maintenance;
    private final HashService hashes;
    private final BackupService backups;
    private final LeaderMoves moves;

    MaintenanceGrpcService(
            MaintenanceService maintenance,
            HashService hashes,
            BackupService backups,
            LeaderMoves moves) {
        this.maintenance = maintenance;
        this.hashes = hashes;
        this.backups = backups;
        this.moves = moves;
    }

    @Override
    public void moveLeader(MoveLeaderRequest request, StreamObserver<MoveLeaderResponse> observer) {
        Calls.unary(request, observer, moves::move);
    }

    @Override
    public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> observer) {
        SnapshotCall.start(backups, (ServerCallStreamObserver<SnapshotResponse>) observer);
    }

    @Override
    public void hash(HashRequest request, StreamObserver<HashResponse> observer) {
        Calls.unary(request, observer, hashes::hash);
    }

    @Override
    public void hashKV(HashKVRequest request, StreamObserver<HashKVResponse> observer) {
        Calls.unary(request, observer, hashes::hashKv);
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> observer) {
        observer.onNext(maintenance.status());
        observer.onCompleted();
    }

    /** An action or a kind of alarm that no version knows is refused before it enters the log. */
    @Override
    public void alarm(AlarmRequest request, StreamObserver<AlarmResponse> observer) {
        if (request.getAction() == AlarmAction.UNRECOGNIZED
                || request.getAlarm() == AlarmType.UNRECOGNIZED) {
            observer.onError(
                    Status.INVALID_ARGUMENT
                            .withDescription("unknown action or kind of alarm")
                            .asRuntimeException());
            return;
        }
        Calls.unary(request, observer, maintenance::alarm);
    }

    @Override
    public void defragment(DefragmentRequest request, StreamObserver<DefragmentResponse> observer) {
        Calls.unary(request, observer, maintenance::defragment);
    }
}
