package io.metastore.app.metrics;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures unary calls from their start to their answer. A call whose client left before the answer
 * counts when the service ends it, or not at all. Any thread.
 */
public final class RequestDurations implements ServerInterceptor, Prioritized {
    /** Just inside the counting of all calls. */
    private static final int PRIORITY = 999_999;

    private record Outcomes(DurationHistogram succeeded, DurationHistogram failed) {}

    private final Map<String, Outcomes> measured = new HashMap<>();
    private final LongSupplier nanoTime;

    /**
     * @param services whose unary methods are measured; other calls pass untouched
     */
    public RequestDurations(
            NodeHistograms histograms,
            Collection<ServiceDescriptor> services,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (ServiceDescriptor service : services) {
            for (MethodDescriptor<?, ?> method : service.getMethods()) {
                if (method.getType() == MethodType.UNARY) {
                    measured.put(method.getFullMethodName(), outcomes(histograms, method));
                }
            }
        }
    }

    private static Outcomes outcomes(NodeHistograms histograms, MethodDescriptor<?, ?> method) {
        String name = String.valueOf(method.getBareMethodName());
        return new Outcomes(histograms.request(name, true), histograms.request(name, false));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
        @Nullable Outcomes outcomes = measured.get(call.getMethodDescriptor().getFullMethodName());
        return next.startCall(
                outcomes == null ? call : new MeasuredCall<>(call, outcomes), headers);
    }

    private final class MeasuredCall<Q, S> extends SimpleForwardingServerCall<Q, S> {
        private final Outcomes outcomes;
        private final long startNanos = nanoTime.getAsLong();

        MeasuredCall(ServerCall<Q, S> call, Outcomes outcomes) {
            super(call);
            this.outcomes = outcomes;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            DurationHistogram outcome = status.isOk() ? outcomes.succeeded() : outcomes.failed();
            outcome.accept(nanoTime.getAsLong() - startNanos);
            super.close(status, trailers);
        }
    }
}
