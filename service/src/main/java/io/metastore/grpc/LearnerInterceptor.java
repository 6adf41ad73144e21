package io.metastore.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.RangeRequest;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Refuses on a learner what needs a voter. It serves its status, its snapshot and serializable
 * ranges, so that clients look elsewhere for the rest.
 */
final class LearnerInterceptor implements ServerInterceptor {
    private static final Set<String> SERVED =
            Set.of(
                    MaintenanceGrpc.getStatusMethod().getFullMethodName(),
                    MaintenanceGrpc.getSnapshotMethod().getFullMethodName());
    private static final String RANGE = KVGrpc.getRangeMethod().getFullMethodName();

    private final BooleanSupplier learner;

    LearnerInterceptor(BooleanSupplier learner) {
        this.learner = learner;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        if (!learner.getAsBoolean() || SERVED.contains(method)) {
            return next.startCall(call, headers);
        }
        if (method.equals(RANGE)) {
            return new SerializableOnly<>(call, next.startCall(call, headers));
        }
        refuse(call);
        return new ServerCall.Listener<>() {};
    }

    private static void refuse(ServerCall<?, ?> call) {
        call.close(EtcdError.NOT_SUPPORTED_FOR_LEARNER.toStatus(), new Metadata());
    }

    /** Looks at the request before the service does. */
    private static final class SerializableOnly<Q> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;
        private boolean refused;

        private SerializableOnly(ServerCall<Q, ?> call, ServerCall.Listener<Q> delegate) {
            super(delegate);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            if (message instanceof RangeRequest range && !range.getSerializable()) {
                refused = true;
                refuse(call);
            } else {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }
    }
}
