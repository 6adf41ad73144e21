package io.metastore.http.health;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The checks that make up whether this member lives and whether it is ready. */
public final class NodeChecks {
    private final List<NodeCheck> livez;
    private final List<NodeCheck> readyz;

    public NodeChecks(NodeProbe probe) {
        NodeCheck serializableRead = reading("serializable_read", probe::serializableRead);
        livez = List.of(serializableRead);
        readyz =
                List.of(
                        testing(
                                "data_corruption",
                                () -> !probe.alarms().contains("CORRUPT"),
                                "alarm activated: CORRUPT"),
                        serializableRead,
                        reading("linearizable_read", probe::linearizableRead),
                        testing("non_learner", () -> !probe.isLearner(), "member is a learner"));
    }

    /** A member that fails one of these is to be restarted. */
    public List<NodeCheck> livez() {
        return livez;
    }

    /** A member that fails one of these is to get no requests. */
    public List<NodeCheck> readyz() {
        return readyz;
    }

    private static NodeCheck reading(String name, Supplier<CompletionStage<Void>> read) {
        return new NamedCheck(
                name,
                () ->
                        read.get()
                                .handle(
                                        (done, failure) ->
                                                failure == null
                                                        ? CheckResult.passed()
                                                        : CheckResult.failed(reason(failure))));
    }

    private static NodeCheck testing(String name, BooleanSupplier test, String reason) {
        return new NamedCheck(
                name,
                () ->
                        CompletableFuture.completedFuture(
                                test.getAsBoolean()
                                        ? CheckResult.passed()
                                        : CheckResult.failed(reason)));
    }

    /** The text of a failure for whoever asked. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private record NamedCheck(String name, Supplier<CompletionStage<CheckResult>> question)
            implements NodeCheck {
        @Override
        public CompletionStage<CheckResult> run() {
            return question.get();
        }
    }
}
