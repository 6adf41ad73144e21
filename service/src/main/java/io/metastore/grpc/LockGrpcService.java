package io.metastore.grpc;

import io.metastore.api.v3lockpb.LockGrpc;
import io.quarkus.grpc.GrpcService;

/** {@code v3lockpb.Lock}; listed, and answered as not implemented in this version. */
@GrpcService
public final class LockGrpcService extends LockGrpc.LockImplBase {}
