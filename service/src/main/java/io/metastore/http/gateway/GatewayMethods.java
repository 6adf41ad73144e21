package io.metastore.http.gateway;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gRPC methods that the gateway can call, by their full names. Immutable. */
public final class GatewayMethods {
    private final Map<String, GatewayMethod<?, ?>> methods;

    /**
     * @param services the services with every interceptor applied that shall see a call from the
     *     gateway; their messages are protobuf messages
     */
    public GatewayMethods(List<ServerServiceDefinition> services) {
        Map<String, GatewayMethod<?, ?>> found = new HashMap<>();
        for (ServerServiceDefinition service : services) {
            for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
                found.put(method.getMethodDescriptor().getFullMethodName(), callable(method));
            }
        }
        methods = Map.copyOf(found);
    }

    /** The method of that full name, null when no service here has it. */
    @Nullable GatewayMethod<?, ?> named(String fullMethodName) {
        return methods.get(fullMethodName);
    }

    // The prototype is the request type's own default instance, which proves the cast.
    @SuppressWarnings("unchecked")
    private static <Q, S> GatewayMethod<Q, S> callable(ServerMethodDefinition<Q, S> method) {
        var marshaller = method.getMethodDescriptor().getRequestMarshaller();
        if (marshaller instanceof PrototypeMarshaller<Q> prototypes
                && prototypes.getMessagePrototype() instanceof Message prototype) {
            return new GatewayMethod<>(method, prototype, message -> (Q) message);
        }
        throw new IllegalArgumentException(
                "not a method of protobuf messages: "
                        + method.getMethodDescriptor().getFullMethodName());
    }
}
