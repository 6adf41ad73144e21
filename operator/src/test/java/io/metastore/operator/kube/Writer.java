package io.metastore.operator.kube;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Writes one key after the other to whoever takes it, and remembers what was acknowledged. */
final class Writer implements AutoCloseable {
    private static final String PREFIX = "writer/";
    private static final long CALL_SECONDS_MAX = 2;
    private static final long PAUSE_MILLIS = 20;

    private final List<ManagedChannel> channels = new ArrayList<>();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Thread thread = new Thread(this::run, "writer");
    private volatile boolean stopped;

    Writer(List<String> addresses) {
        addresses.forEach(
                address ->
                        channels.add(
                                NettyChannelBuilder.forTarget("dns:///" + address)
                                        .usePlaintext()
                                        .build()));
        thread.start();
    }

    private void run() {
        int at = 0;
        for (int number = 0; !stopped; number++) {
            String key = PREFIX + "%08d".formatted(number);
            try {
                KVGrpc.newBlockingStub(channels.get(at))
                        .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS)
                        .put(
                                PutRequest.newBuilder()
                                        .setKey(ByteString.copyFromUtf8(key))
                                        .setValue(ByteString.copyFromUtf8(key))
                                        .build());
                acknowledged.add(key);
                Thread.sleep(PAUSE_MILLIS);
            } catch (StatusRuntimeException e) {
                // It may have been written or not; another key goes to another member.
                at = (at + 1) % channels.size();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Keys that were acknowledged and are not there. */
    Set<String> lost() {
        for (ManagedChannel channel : channels) {
            try {
                Set<String> present = present(channel);
                return acknowledged.stream()
                        .filter(key -> !present.contains(key))
                        .collect(Collectors.toSet());
            } catch (StatusRuntimeException e) {
                // Another member is asked.
            }
        }
        throw new IllegalStateException("nobody answers");
    }

    private static Set<String> present(ManagedChannel channel) {
        return KVGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS)
                .range(
                        RangeRequest.newBuilder()
                                .setKey(ByteString.copyFromUtf8(PREFIX))
                                .setRangeEnd(ByteString.copyFromUtf8("writer0"))
                                .setKeysOnly(true)
                                .build())
                .getKvsList()
                .stream()
                .map(kv -> kv.getKey().toString(StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
