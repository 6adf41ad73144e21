package io.metastore.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import io.metastore.operator.plan.Decision;
import io.metastore.operator.plan.Decision.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConditionsTest {
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-01-01T01:00:00Z");

    private static List<Condition> at(
            Instant now, List<Condition> before, Decision decision, boolean available) {
        return new Conditions(Clock.fixed(now, ZoneOffset.UTC), before, 4L)
                .of(new Outcome(decision, Optional.empty()), available);
    }

    @Test
    void a_settled_cluster_is_available_and_nothing_else() {
        assertThat(at(EARLY, List.of(), new Decision.Settled("3 members serve"), true))
                .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
                .containsExactly(
                        tuple("Available", "True", "QuorumServes"),
                        tuple("Progressing", "False", "Settled"),
                        tuple("Degraded", "False", "AsWanted"));
    }

    @Test
    void a_lost_quorum_says_what_to_do() {
        List<Condition> lost =
                at(EARLY, List.of(), new Decision.Wait(Reason.QuorumLost, "do this"), false);

        assertThat(lost)
                .extracting(Condition::getStatus, Condition::getMessage)
                .containsExactly(
                        tuple("False", "do this"),
                        tuple("True", "do this"),
                        tuple("True", "do this"));
    }

    @Test
    void a_pause_is_not_a_degradation() {
        assertThat(at(EARLY, List.of(), new Decision.Blocked(Reason.Paused, "paused"), true))
                .extracting(Condition::getStatus)
                .containsExactly("True", "False", "False");
    }

    @Test
    void times_change_only_with_the_status() {
        List<Condition> before = at(EARLY, List.of(), new Decision.Wait(Reason.Joining, "a"), true);
        List<Condition> after = at(LATE, before, new Decision.Settled("b"), true);

        assertThat(after)
                .extracting(Condition::getLastTransitionTime)
                .containsExactly(EARLY.toString(), LATE.toString(), EARLY.toString());
    }
}
