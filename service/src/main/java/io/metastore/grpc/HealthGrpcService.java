package io.metastore.grpc;

import io.grpc.stub.StreamObserver;
import io.metastore.api.EtcdError;
import io.metastore.api.healthpb.HealthCheckRequest;
import io.metastore.api.healthpb.HealthCheckResponse;
import io.metastore.api.healthpb.HealthCheckResponse.ServingStatus;
import io.metastore.api.healthpb.HealthGrpc;
import io.quarkus.grpc.GrpcService;

/** {@code grpc.health.v1.Health}: the server as a whole serves; it knows no other service. */
@GrpcService
public final class HealthGrpcService extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
        if (!request.getService().isEmpty()) {
            Calls.fail(observer, EtcdError.HEALTH_UNKNOWN_SERVICE.exception());
            return;
        }
        observer.onNext(status(ServingStatus.SERVING));
        observer.onCompleted();
    }

    /** Sends the status and stays open; the status does not change while the server runs. */
    @Override
    public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
        observer.onNext(
                status(
                        request.getService().isEmpty()
                                ? ServingStatus.SERVING
                                : ServingStatus.SERVICE_UNKNOWN));
    }

    private static HealthCheckResponse status(ServingStatus status) {
        return HealthCheckResponse.newBuilder().setStatus(status).build();
    }
}
