package io.metastore.operator.kube;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Single keys of one member. */
final class Kv {
    private static final long CALL_SECONDS_MAX = 5;

    private Kv() {}

    static void put(String address, String key, String value) {
        PutRequest request =
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setValue(ByteString.copyFromUtf8(value))
                        .build();
        call(address, kv -> kv.put(request).getHeader().getRevision());
    }

    /** The value of a key; empty when there is none or nobody answers. */
    static String get(String address, String key) {
        RangeRequest request =
                RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
        try {
            return call(address, kv -> kv.range(request)).getKvsList().stream()
                    .map(pair -> pair.getValue().toStringUtf8())
                    .findFirst()
                    .orElse("");
        } catch (StatusRuntimeException e) {
            return "";
        }
    }

    private static <T> T call(String address, Function<KVGrpc.KVBlockingStub, T> call) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget("dns:///" + address).usePlaintext().build();
        try {
            return call.apply(
                    KVGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS));
        } finally {
            channel.shutdownNow();
        }
    }
}
