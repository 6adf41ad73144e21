package io.metastore.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests without TLS to host names that are not ours, which is how a page of another site
 * reaches a server behind its visitor's firewall; says which pages may read the answer; answers the
 * question that browsers ask before a request. Event loop.
 */
final class AccessHandler implements Handler<RoutingContext> {
    private static final int MISDIRECTED_REQUEST = 421;

    private final HttpAccess access;

    AccessHandler(HttpAccess access) {
        this.access = access;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        HttpServerResponse response = request.response();
        String host = host(request);
        if (!request.isSSL() && !access.allowsHost(host)) {
            PlainText.answer(
                    request,
                    MISDIRECTED_REQUEST,
                    "host name \"" + host + "\" is not in the host whitelist of this server\n");
            return;
        }
        String origin = access.allowedOrigin(request.getHeader(HttpHeaders.ORIGIN));
        if (origin != null) {
            allow(response, origin);
        }
        if (request.method().equals(HttpMethod.OPTIONS)) {
            request.resume();
            response.end();
        } else {
            routing.next();
        }
    }

    private static void allow(HttpServerResponse response, String origin) {
        response.putHeader(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, GET, OPTIONS, PUT, DELETE")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                        "accept, content-type, authorization");
    }

    private static String host(HttpServerRequest request) {
        @Nullable HostAndPort authority = request.authority();
        return authority == null ? "" : authority.host();
    }
}
