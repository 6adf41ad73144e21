package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.raft.GroupConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What brings the voting group nearer to the list of members: one step at a time, found by looking
 * at both, so that whoever leads next goes on wherever the last leader stopped. Pure.
 *
 * <p>A member begins as a learner, also one that is to vote: it does not count before it has caught
 * up, and has told its name, so that a voter without data is never taken for a new one. Members
 * that were removed go first; a leader that was removed goes last, and the last voter stays.
 */
final class ReconfigurationPlan {
    /** What is to be done with one member. */
    enum Action {
        ADD_LEARNER,
        REMOVE_LEARNER,
        PROMOTE,
        REMOVE_VOTER,
        /** Another voter has to lead before this one can go. */
        HAND_OVER
    }

    record Step(Action action, long memberId) {}

    private ReconfigurationPlan() {}

    /**
     * The next step; none when both agree or nothing can be done now.
     *
     * @param members the list, as applied by the leader
     * @param group what the leader's group has committed
     * @param caughtUp members that answer and have nearly all of the log
     * @param self the leader
     */
    static Optional<Step> next(
            List<Member> members, GroupConfiguration group, Set<Long> caughtUp, long self) {
        Map<Long, Member> wanted = new TreeMap<>();
        members.forEach(member -> wanted.put(member.getID(), member));
        List<Step> steps = new ArrayList<>();
        sorted(group.learners()).stream()
                .filter(id -> !wanted.containsKey(id))
                .forEach(id -> steps.add(new Step(Action.REMOVE_LEARNER, id)));
        if (!keepsVoters(wanted.keySet(), group)) {
            // Nobody may go yet; the additions below make room for that.
            addAdditions(wanted, group, caughtUp, steps);
            return steps.stream().findFirst();
        }
        sorted(group.voters()).stream()
                .filter(id -> !wanted.containsKey(id) && id != self)
                .forEach(id -> steps.add(new Step(Action.REMOVE_VOTER, id)));
        addAdditions(wanted, group, caughtUp, steps);
        if (group.voters().contains(self) && !wanted.containsKey(self)) {
            steps.add(new Step(Action.HAND_OVER, successor(wanted, group, caughtUp)));
        }
        return steps.stream().findFirst();
    }

    private static void addAdditions(
            Map<Long, Member> wanted,
            GroupConfiguration group,
            Set<Long> caughtUp,
            List<Step> steps) {
        wanted.keySet().stream()
                .filter(id -> !group.voters().contains(id) && !group.learners().contains(id))
                .forEach(id -> steps.add(new Step(Action.ADD_LEARNER, id)));
        wanted.values().stream()
                .filter(member -> !member.getIsLearner() && StartedMembers.hasStarted(member))
                .map(Member::getID)
                .filter(id -> group.learners().contains(id) && caughtUp.contains(id))
                .forEach(id -> steps.add(new Step(Action.PROMOTE, id)));
    }

    /** Whether a voter is left when all have gone that are to go. */
    private static boolean keepsVoters(Set<Long> wanted, GroupConfiguration group) {
        return group.voters().stream().anyMatch(wanted::contains);
    }

    /** A voter that stays, preferably one that is up to date. */
    private static long successor(
            Map<Long, Member> wanted, GroupConfiguration group, Set<Long> caughtUp) {
        List<Long> staying = sorted(group.voters()).stream().filter(wanted::containsKey).toList();
        return staying.stream().filter(caughtUp::contains).findFirst().orElse(staying.get(0));
    }

    private static List<Long> sorted(Set<Long> ids) {
        return ids.stream().sorted(Long::compareUnsigned).toList();
    }
}
