package io.metastore.operator.plan;

import java.util.Optional;

/**
 * A pod of the stateful set.
 *
 * @param uid tells it from one of the same name before and after it
 * @param outdated whether it was made before the join list was last written
 * @param failed whether its process ends again and again and does not run now
 */
public record Pod(
        int ordinal,
        String uid,
        String template,
        boolean ready,
        boolean terminating,
        boolean outdated,
        boolean failed,
        Optional<Answer> answer) {

    /** Whether nobody serves there: neither Kubernetes nor the operator has had a good answer. */
    boolean isDown() {
        return !ready && answer.isEmpty();
    }
}
