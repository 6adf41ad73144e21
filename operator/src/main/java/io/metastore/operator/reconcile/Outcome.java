package io.metastore.operator.reconcile;

import io.metastore.operator.plan.Decision;
import java.util.Optional;

/**
 * What came of one look.
 *
 * @param failure why the step was not taken; empty when it was, or when there was none
 */
record Outcome(Decision decision, Optional<String> failure) {
    /** The word for conditions and events. */
    String reason() {
        if (decision instanceof Decision.Act act) {
            return act.step().getClass().getSimpleName();
        } else if (decision instanceof Decision.Wait wait) {
            return wait.reason().name();
        } else if (decision instanceof Decision.Blocked blocked) {
            return blocked.reason().name();
        }
        return "Settled";
    }

    /** The sentence for conditions and events. */
    String text() {
        return failure.map(f -> decision.text() + "; this failed and is tried again: " + f)
                .orElse(decision.text());
    }

    boolean isSettled() {
        return decision instanceof Decision.Settled;
    }

    /** Whether the cluster gets on without the user. */
    boolean progresses() {
        return decision instanceof Decision.Act || decision instanceof Decision.Wait;
    }

    /** Whether fewer failures can be survived than the user asked for. */
    boolean isDegraded() {
        if (decision instanceof Decision.Wait wait) {
            return switch (wait.reason()) {
                case QuorumLost, MemberDown, QuorumAtRisk -> true;
                default -> false;
            };
        }
        return decision instanceof Decision.Blocked blocked
                && blocked.reason() != Decision.Reason.Paused
                && blocked.reason() != Decision.Reason.UpdatePending;
    }
}
