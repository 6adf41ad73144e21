package io.metastore.http.gateway;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Status;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * Answers requests below {@code /v3/} and {@code /v3beta/} by calling the method that belongs to
 * the path. Runs on the request's event loop and never blocks it.
 */
public final class GatewayHandler implements Handler<RoutingContext> {
    private final GatewayMethods methods;
    private final GatewayLimits limits;

    public GatewayHandler(GatewayMethods methods, GatewayLimits limits) {
        this.methods = methods;
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String name = GatewayPaths.methodAt(request.path());
        if (name == null) {
            refuse(request, GatewayErrors.UNKNOWN_PATH);
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            refuse(request, GatewayErrors.WRONG_HTTP_METHOD);
            return;
        }
        GatewayMethod<?, ?> method = methods.named(name);
        if (method == null) {
            String service = name.substring(0, name.indexOf('/'));
            refuse(request, Status.UNIMPLEMENTED.withDescription("unknown service " + service));
            return;
        }
        serve(method, routing);
    }

    private <Q, S> void serve(GatewayMethod<Q, S> method, RoutingContext routing) {
        HttpServerRequest request = routing.request();
        HttpServerResponse response = request.response();
        GatewayOutput output =
                method.answersWithStream() ? new StreamOutput(response) : new UnaryOutput(response);
        GatewayCall<Q, S> call =
                new GatewayCall<>(method, setting(routing, output), request::resume);
        response.drainHandler(drained -> call.drained());
        response.closeHandler(closed -> call.cancel());
        request.exceptionHandler(broken -> call.cancel());
        GatewayTimeout.apply(request, routing.vertx(), call);
        read(method, request, call);
    }

    private <Q, S> void read(
            GatewayMethod<Q, S> method, HttpServerRequest request, GatewayCall<Q, S> call) {
        GatewayInput.Receiver receiver = call;
        if (method.takesStream()) {
            call.start(GatewayMetadata.of(request.headers()));
        } else {
            receiver = new SingleRequest(method.prototype(), request, call);
        }
        GatewayInput input = new GatewayInput(method.prototype(), limits, receiver);
        request.handler(
                piece -> {
                    input.piece(piece.getBytes());
                    if (input.discardedTooMuch()) {
                        cutOff(request);
                    } else if (call.isBehind()) {
                        request.pause();
                    }
                });
        request.endHandler(end -> input.end());
        request.resume();
    }

    private static GatewayCall.Setting setting(RoutingContext routing, GatewayOutput output) {
        Context context = routing.vertx().getOrCreateContext();
        Executor loop = task -> context.runOnContext(ignored -> task.run());
        HttpServerRequest request = routing.request();
        String host = request.getHeader("host");
        return new GatewayCall.Setting(loop, output, attributes(request), host == null ? "" : host);
    }

    private static Attributes attributes(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        Attributes.Builder attributes = Attributes.newBuilder();
        if (remote != null && remote.isInetSocket()) {
            attributes.set(
                    Grpc.TRANSPORT_ATTR_REMOTE_ADDR,
                    InetSocketAddress.createUnresolved(remote.hostAddress(), remote.port()));
        }
        return attributes.build();
    }

    private static void refuse(HttpServerRequest request, Status status) {
        request.resume();
        UnaryOutput.refuse(request.response(), status);
    }

    /** Drops a client that was refused and goes on sending all the same, and nobody else. */
    private static void cutOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
