package io.metastore.http.gateway;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.mvccpb.KeyValue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers a range with the key it was asked for, and a put with the error its value names. */
final class StubKv extends KVGrpc.KVImplBase {
    final BlockingQueue<PutRequest> puts = new LinkedBlockingQueue<>();

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> answers) {
        RangeResponse response =
                RangeResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder().setClusterId(-1).setRevision(7))
                        .addKvs(
                                KeyValue.newBuilder()
                                        .setKey(request.getKey())
                                        .setValue(ByteString.copyFrom(new byte[] {-1, -2, -3}))
                                        .setModRevision(request.getRevision()))
                        .setCount(1)
                        .build();
        // From another thread, as a node answers what went through its log.
        ForkJoinPool.commonPool()
                .execute(
                        () -> {
                            answers.onNext(response);
                            answers.onCompleted();
                        });
    }

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> answers) {
        puts.add(request);
        String value = request.getValue().toStringUtf8();
        switch (value) {
            case "throw" -> throw new IllegalStateException("secret");
            case "" -> {
                answers.onNext(PutResponse.getDefaultInstance());
                answers.onCompleted();
            }
            default ->
                    answers.onError(
                            Status.fromCode(Status.Code.valueOf(value))
                                    .withDescription("text \"of\" " + value)
                                    .asRuntimeException());
        }
    }
}
