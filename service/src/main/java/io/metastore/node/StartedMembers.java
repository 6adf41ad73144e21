package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import java.util.List;

/**
 * etcd's rule that members which have started, and so told their name, must be a majority of the
 * voters that there will be. Pure.
 */
final class StartedMembers {
    private StartedMembers() {}

    /** Whether a further voter, which has not started, may come. The first one may come alone. */
    static boolean allowAddition(List<Member> voters) {
        long started = started(voters);
        return (voters.size() == 1 && started == 1) || isMajority(started, voters.size() + 1);
    }

    /** Whether a learner, which has started, may become a voter. */
    static boolean allowPromotion(List<Member> voters) {
        return isMajority(started(voters) + 1, voters.size() + 1);
    }

    /** Whether a voter may go. */
    static boolean allowRemoval(List<Member> voters, long id) {
        List<Member> remaining = voters.stream().filter(voter -> voter.getID() != id).toList();
        return isMajority(started(remaining), remaining.size());
    }

    static boolean hasStarted(Member member) {
        return !member.getName().isEmpty();
    }

    static boolean isMajority(long some, int all) {
        return some >= all / 2 + 1;
    }

    private static long started(List<Member> members) {
        return members.stream().filter(StartedMembers::hasStarted).count();
    }
}
