package io.metastore.operator.plan;

import java.util.List;

/** Counts voters. */
final class Quorum {
    private Quorum() {}

    static int majority(int voters) {
        return voters / 2 + 1;
    }

    /** Whether a majority still answers while this member is away for a while. */
    static boolean survivesAbsence(World world, Member away) {
        List<Member> voters = world.voters();
        long left =
                voters.stream()
                        .filter(member -> !member.equals(away) && world.isHealthy(member))
                        .count();
        return away.learner() || left >= majority(voters.size());
    }

    /** Whether a majority of those that remain answers when this member is removed. */
    static boolean survivesRemoval(World world, Member removed) {
        List<Member> rest =
                world.voters().stream().filter(member -> !member.equals(removed)).toList();
        long healthy = rest.stream().filter(world::isHealthy).count();
        return removed.learner() || (!rest.isEmpty() && healthy >= majority(rest.size()));
    }
}
