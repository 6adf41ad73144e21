package io.metastore.tests.robustness;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.metastore.api.etcdserverpb.RangeRequest;

/** A planted bug: linearizable reads are answered as if they had been serializable. */
final class StaleReads implements ClientInterceptor {

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            @SuppressWarnings("unchecked") // what it is made from has the same type
            public void sendMessage(Q message) {
                super.sendMessage(
                        message instanceof RangeRequest range
                                ? (Q) range.toBuilder().setSerializable(true).build()
                                : message);
            }
        };
    }
}
