package io.metastore.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.metastore.api.EtcdError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Refuses a call whose client names its API version in something that is no text. */
final class ClientApiVersionInterceptor implements ServerInterceptor {
    static final Metadata.Key<String> CLIENT_API_VERSION =
            Metadata.Key.of("client-api-version", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String version = headers.get(CLIENT_API_VERSION);
        if (version == null || isText(version)) {
            return next.startCall(call, headers);
        }
        call.close(EtcdError.INVALID_CLIENT_API_VERSION.toStatus(), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** The header arrives as one character per byte. */
    private static boolean isText(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
