package io.metastore.http.health;

import io.metastore.http.PlainText;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers {@code /health}: no alarm, a leader, and a read that works. Alarms named in {@code
 * exclude} do not count; with {@code serializable=true} this member alone is asked. Event loop.
 */
public final class HealthHandler implements Handler<RoutingContext> {
    private static final int UNAVAILABLE = 503;
    private static final List<String> ALARMS = List.of("NOSPACE", "CORRUPT");

    private final NodeProbe probe;
    private final HealthObserver observer;

    public HealthHandler(NodeProbe probe, HealthObserver observer) {
        this.probe = probe;
        this.observer = observer;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!PlainText.allowsGet(request)) {
            return;
        }
        boolean serializable = "true".equals(routing.queryParams().get("serializable"));
        Set<String> excluded = new HashSet<>(routing.queryParam("exclude"));
        Context context = routing.vertx().getOrCreateContext();
        ask(excluded, serializable)
                .thenAccept(
                        result -> {
                            observer.healthAsked(result.ok());
                            context.runOnContext(ignored -> answer(request, result));
                        });
    }

    private CompletionStage<CheckResult> ask(Set<String> excluded, boolean serializable) {
        Set<String> raised = probe.alarms();
        for (String alarm : ALARMS) {
            if (raised.contains(alarm) && !excluded.contains(alarm)) {
                return failed("ALARM " + alarm);
            }
        }
        if (!serializable && !probe.hasLeader()) {
            return failed("RAFT NO LEADER");
        }
        CompletionStage<Void> read =
                serializable ? probe.serializableRead() : probe.linearizableRead();
        return read.handle(
                (done, failure) ->
                        failure == null
                                ? CheckResult.passed()
                                : CheckResult.failed("RANGE ERROR:" + NodeChecks.reason(failure)));
    }

    private static CompletionStage<CheckResult> failed(String reason) {
        return CompletableFuture.completedFuture(CheckResult.failed(reason));
    }

    private static void answer(HttpServerRequest request, CheckResult result) {
        String body =
                new JsonObject()
                        .put("health", String.valueOf(result.ok()))
                        .put("reason", result.reason())
                        .encode();
        if (result.ok()) {
            request.resume();
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(body);
        } else {
            PlainText.answer(request, UNAVAILABLE, body + "\n");
        }
    }
}
