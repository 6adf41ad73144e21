package io.metastore.http.health;

import io.metastore.http.PlainText;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /livez} or {@code /readyz}, and below it each check by its name. With {@code
 * verbose} every check has its line, checks named in {@code exclude} are not run. Event loop.
 */
public final class ChecksHandler implements Handler<RoutingContext> {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final String type;
    private final List<NodeCheck> checks;
    private final HealthObserver observer;

    /**
     * @param type the name of the endpoint, {@code livez} or {@code readyz}
     */
    public ChecksHandler(String type, List<NodeCheck> checks, HealthObserver observer) {
        this.type = type;
        this.checks = List.copyOf(checks);
        this.observer = observer;
    }

    @Override
    public void handle(RoutingContext routing) {
        List<NodeCheck> wanted = wanted(routing);
        if (wanted == null) {
            PlainText.notFound(routing.request());
        } else if (PlainText.allowsGet(routing.request())) {
            run(wanted, routing);
        }
    }

    /** The checks to run, null when the path names none. */
    private @Nullable List<NodeCheck> wanted(RoutingContext routing) {
        String path = routing.request().path();
        String all = "/" + type;
        if (path.equals(all)) {
            Set<String> excluded = Set.copyOf(routing.queryParam("exclude"));
            return checks.stream().filter(check -> !excluded.contains(check.name())).toList();
        }
        for (NodeCheck check : checks) {
            if (path.equals(all + "/" + check.name())) {
                return List.of(check);
            }
        }
        return null;
    }

    private void run(List<NodeCheck> wanted, RoutingContext routing) {
        boolean verbose = routing.queryParams().contains("verbose");
        Context context = routing.vertx().getOrCreateContext();
        List<CompletableFuture<Line>> lines = wanted.stream().map(this::line).toList();
        CompletionStage<Void> all =
                CompletableFuture.allOf(lines.toArray(CompletableFuture[]::new));
        all.thenAccept(
                done -> {
                    List<Line> results = lines.stream().map(CompletableFuture::join).toList();
                    context.runOnContext(ignored -> answer(routing.request(), results, verbose));
                });
    }

    private CompletableFuture<Line> line(NodeCheck check) {
        return check.run()
                .thenApply(
                        result -> {
                            observer.checked(type, check.name(), result.ok());
                            return new Line(check.name(), result);
                        })
                .toCompletableFuture();
    }

    private static void answer(HttpServerRequest request, List<Line> lines, boolean verbose) {
        boolean ok = lines.stream().allMatch(line -> line.result().ok());
        StringBuilder body = new StringBuilder();
        if (verbose || !ok) {
            lines.forEach(line -> body.append(line.text()));
        }
        body.append(ok ? "ok\n" : "\n");
        PlainText.answer(request, ok ? OK : UNAVAILABLE, body.toString());
    }

    private record Line(String name, CheckResult result) {
        String text() {
            return result.ok()
                    ? "[+]" + name + " ok\n"
                    : "[-]" + name + " failed: " + result.reason() + "\n";
        }
    }
}
