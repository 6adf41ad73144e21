package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the conditions of a status; times change only when a condition does. */
final class Conditions {
    static final String AVAILABLE = "Available";
    static final String PROGRESSING = "Progressing";
    static final String DEGRADED = "Degraded";

    private final Clock clock;
    private final List<Condition> before;
    private final @Nullable Long generation;

    Conditions(Clock clock, @Nullable List<Condition> before, @Nullable Long generation) {
        this.clock = clock;
        this.before = before == null ? List.of() : before;
        this.generation = generation;
    }

    List<Condition> of(Outcome outcome, boolean available) {
        String fine = outcome.isSettled() ? outcome.text() : "the members serve";
        return List.of(
                condition(
                        AVAILABLE,
                        available,
                        available ? "QuorumServes" : "NoQuorum",
                        available ? fine : outcome.text()),
                condition(PROGRESSING, outcome.progresses(), outcome.reason(), outcome.text()),
                condition(
                        DEGRADED,
                        outcome.isDegraded(),
                        outcome.isDegraded() ? outcome.reason() : "AsWanted",
                        outcome.isDegraded() ? outcome.text() : ""));
    }

    private Condition condition(String type, boolean holds, String reason, String message) {
        String status = holds ? "True" : "False";
        String since =
                find(before, type)
                        .filter(condition -> status.equals(condition.getStatus()))
                        .map(Condition::getLastTransitionTime)
                        .orElseGet(
                                () -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }

    static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }
}
