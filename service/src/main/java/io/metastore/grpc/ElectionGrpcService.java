package io.metastore.grpc;

import io.metastore.api.v3electionpb.ElectionGrpc;
import io.quarkus.grpc.GrpcService;

/** {@code v3electionpb.Election}; listed, and answered as not implemented in this version. */
@GrpcService
public final class ElectionGrpcService extends ElectionGrpc.ElectionImplBase {}
