package io.metastore.operator.plan;

import io.metastore.operator.plan.Decision.Settled;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses the next step. The first rule that has something to say decides, so that earlier rules
 * are what later ones may rely on: whoever rolls pods knows that there is a quorum, that the list
 * of members is as wanted and that everybody answers.
 */
public final class Planner {
    /** A member at most this far behind the leader is in step. */
    public static final long LAG_ENTRIES_MAX = 1_000;

    /** Members of the largest cluster. */
    public static final int REPLICAS_MAX = 7;

    private static final List<Function<World, Optional<Decision>>> RULES =
            List.of(
                    Start::paused,
                    Start::create,
                    Start::template,
                    Repair::brokenPod,
                    Start::quorum,
                    Records::learnersVolume,
                    Records::joinList,
                    Records::volumeMark,
                    Records::missingPods,
                    Repair::lostVolume,
                    Shrink::surplusMember,
                    Shrink::surplusPod,
                    Shrink::surplusVolume,
                    Grow::learner,
                    Repair::memberDown,
                    Grow::vacancy,
                    Roll::outdatedPod,
                    // Last: where the class of the volumes refuses, nothing else shall wait for it.
                    Grow::volumeSize);

    private Planner() {}

    public static Decision next(World world) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(world).stream())
                .findFirst()
                .orElseGet(() -> new Settled("%d members serve".formatted(world.voters().size())));
    }
}
