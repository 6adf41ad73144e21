package io.metastore.grpc;

import io.grpc.stub.StreamObserver;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.AuthGrpc;
import io.metastore.api.etcdserverpb.AuthenticateRequest;
import io.metastore.api.etcdserverpb.AuthenticateResponse;
import io.quarkus.grpc.GrpcService;

/**
 * {@code etcdserverpb.Auth} of a version without authentication: nobody needs to authenticate, and
 * nobody can.
 */
@GrpcService
public final class AuthGrpcService extends AuthGrpc.AuthImplBase {
    @Override
    public void authenticate(
            AuthenticateRequest request, StreamObserver<AuthenticateResponse> observer) {
        Calls.fail(observer, EtcdError.AUTH_NOT_ENABLED.exception());
    }
}
