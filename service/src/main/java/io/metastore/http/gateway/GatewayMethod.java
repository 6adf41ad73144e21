package io.metastore.http.gateway;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerMethodDefinition;
import java.util.function.Function;

/**
 * A method that can be called with JSON.
 *
 * @param prototype an empty request, from which requests are built
 * @param typed what makes a request of the method's own type out of a message built from the
 *     prototype
 */
record GatewayMethod<Q, S>(
        ServerMethodDefinition<Q, S> definition, Message prototype, Function<Message, Q> typed) {

    /** Whether the client may send more than one request. */
    boolean takesStream() {
        return !type().clientSendsOneMessage();
    }

    /** Whether the service may send more than one answer. */
    boolean answersWithStream() {
        return !type().serverSendsOneMessage();
    }

    private MethodType type() {
        return definition.getMethodDescriptor().getType();
    }
}
