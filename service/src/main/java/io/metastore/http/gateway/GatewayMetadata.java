package io.metastore.http.gateway;

import io.grpc.Metadata;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The metadata of a call from the headers of its HTTP request: the token, the client's version of
 * the interface, and every header named {@code Grpc-Metadata-<key>} under its key.
 */
final class GatewayMetadata {
    /**
     * Marks a call from the gateway, whose TLS certificate is not the caller's: a name in it must
     * not be taken for the user.
     */
    static final Metadata.Key<String> FROM_GATEWAY =
            Metadata.Key.of("grpcgateway-accept", Metadata.ASCII_STRING_MARSHALLER);

    private static final String PREFIX = "grpc-metadata-";
    private static final Set<String> PASSED_ON = Set.of("authorization", "client-api-version");
    private static final Pattern KEY = Pattern.compile("[0-9a-z_.-]+");

    private GatewayMetadata() {}

    static Metadata of(MultiMap headers) {
        Metadata metadata = new Metadata();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (PASSED_ON.contains(name)) {
                put(metadata, name, header.getValue());
            } else if (name.startsWith(PREFIX)) {
                put(metadata, name.substring(PREFIX.length()), header.getValue());
            }
        }
        String accept = headers.get("accept");
        metadata.discardAll(FROM_GATEWAY);
        metadata.put(FROM_GATEWAY, accept == null ? "*/*" : accept);
        return metadata;
    }

    private static void put(Metadata metadata, String key, String value) {
        // Keys that gRPC keeps for itself or for binary values have no form in HTTP headers.
        boolean passes =
                KEY.matcher(key).matches() && !key.startsWith("grpc-") && !key.endsWith("-bin");
        if (passes) {
            metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
        }
    }
}
