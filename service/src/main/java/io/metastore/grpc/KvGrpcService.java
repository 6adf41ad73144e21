package io.metastore.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.CompactionResponse;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.RangeStreamResponse;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.node.KvService;
import io.quarkus.grpc.GrpcService;

/** {@code etcdserverpb.KV}. Event loop. */
@GrpcService
public final class KvGrpcService extends KVGrpc.KVImplBase {
    private final KvService kv;

    KvGrpcService(KvService kv) {
        this.kv = kv;
    }

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> observer) {
        Calls.unary(request, observer, kv::range);
    }

    @Override
    public void rangeStream(RangeRequest request, StreamObserver<RangeStreamResponse> observer) {
        RangeStreamCall.start(
                kv, request, (ServerCallStreamObserver<RangeStreamResponse>) observer);
    }

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> observer) {
        Calls.unary(request, observer, kv::put);
    }

    @Override
    public void deleteRange(
            DeleteRangeRequest request, StreamObserver<DeleteRangeResponse> observer) {
        Calls.unary(request, observer, kv::deleteRange);
    }

    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> observer) {
        Calls.unary(request, observer, kv::txn);
    }

    @Override
    public void compact(CompactionRequest request, StreamObserver<CompactionResponse> observer) {
        Calls.unary(request, observer, kv::compact);
    }
}
