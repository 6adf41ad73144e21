package io.metastore.app.metrics;

import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls and messages of every method. Each count exists from the start, so that a rate can
 * be told from the first call on. Any thread.
 */
public final class RpcMetrics implements ServerInterceptor, Prioritized {
    /** Outermost, so that what other interceptors refuse is counted. */
    private static final int PRIORITY = 1_000_000;

    private final Map<String, RpcCounters> counters = new HashMap<>();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final ClientVersions versions;

    /**
     * @param services whose methods are counted; calls of others pass uncounted
     */
    public RpcMetrics(MeterRegistry registry, Collection<ServiceDescriptor> services) {
        Meters meters = new Meters(registry);
        versions = new ClientVersions(meters);
        for (ServiceDescriptor service : services) {
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                counters.computeIfAbsent(
                        method.getFullMethodName(), name -> registered(method, meters));
            }
        }
        meters.counter(
                "etcd_network_client_grpc_received_bytes_total",
                "The bytes of messages received from clients.",
                receivedBytes::sum);
        meters.counter(
                "etcd_network_client_grpc_sent_bytes_total",
                "The bytes of messages sent to clients.",
                sentBytes::sum);
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
        MethodDescriptor<Q, S> method = call.getMethodDescriptor();
        @Nullable RpcCounters counted = counters.get(method.getFullMethodName());
        if (counted == null) {
            return next.startCall(call, headers);
        }
        counted.started();
        versions.count(method.getType() == MethodDescriptor.MethodType.UNARY, headers);
        CountedCall<Q, S> countedCall = new CountedCall<>(call, counted);
        return new CountedListener<>(next.startCall(countedCall, headers), countedCall);
    }

    private static RpcCounters registered(MethodDescriptor<?, ?> method, Meters meters) {
        RpcCounters counted = new RpcCounters(method);
        counted.register(meters);
        return counted;
    }

    private static int bytes(Object message) {
        // A message remembers its size, which is needed anyway when it is written.
        return message instanceof MessageLite sized ? sized.getSerializedSize() : 0;
    }

    private final class CountedCall<Q, S> extends SimpleForwardingServerCall<Q, S> {
        private final RpcCounters counted;
        private final AtomicBoolean handled = new AtomicBoolean();

        CountedCall(ServerCall<Q, S> call, RpcCounters counted) {
            super(call);
            this.counted = counted;
        }

        @Override
        public void sendMessage(S message) {
            counted.sent();
            sentBytes.add(bytes(message));
            super.sendMessage(message);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            ended(status.getCode());
            super.close(status, trailers);
        }

        void received(Q message) {
            counted.received();
            receivedBytes.add(bytes(message));
        }

        /** A call that is closed and cancelled at the same time has ended once. */
        void ended(Status.Code code) {
            if (handled.compareAndSet(false, true)) {
                counted.handled(code);
            }
        }
    }

    private static final class CountedListener<Q> extends SimpleForwardingServerCallListener<Q> {
        private final RpcMetrics.CountedCall<Q, ?> call;

        CountedListener(ServerCall.Listener<Q> listener, RpcMetrics.CountedCall<Q, ?> call) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            call.received(message);
            super.onMessage(message);
        }

        @Override
        public void onCancel() {
            call.ended(Status.Code.CANCELLED);
            super.onCancel();
        }
    }
}
