package io.metastore.grpc;

import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Refuses a request message that is larger than the limit with the words that etcd's server uses,
 * which the transport's own limit cannot give.
 */
final class MessageSizeInterceptor implements ServerInterceptor {
    private final int messageBytesMax;

    MessageSizeInterceptor(int messageBytesMax) {
        this.messageBytesMax = messageBytesMax;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean refused;

            @Override
            public void onMessage(Q message) {
                int size = message instanceof MessageLite lite ? lite.getSerializedSize() : 0;
                if (size <= messageBytesMax) {
                    super.onMessage(message);
                } else if (!refused) {
                    refused = true;
                    String text =
                            "grpc: received message larger than max (%d vs. %d)"
                                    .formatted(size, messageBytesMax);
                    call.close(Status.RESOURCE_EXHAUSTED.withDescription(text), new Metadata());
                    super.onCancel();
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }
}
