package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.node.ReconfigurationPlan.Step;
import io.metastore.raft.Consensus;
import io.metastore.raft.GroupChange;
import io.metastore.raft.GroupConfiguration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The leader's duty to the list of members: it looks at the list and at the group, and takes the
 * step that {@link ReconfigurationPlan} names. A step that fails is forgotten; the next look finds
 * what is to be done. Runs on the timer, one step at a time.
 */
final class Reconfiguration {
    /** How often the leader looks while list and group differ. */
    static final long TICK_MILLIS = 100;

    /** Entries that a member may be behind and still count as caught up. */
    static final long BEHIND_ENTRIES_MAX = 1000;

    /** What was found to need nothing more. */
    private record Settled(long term, List<Member> members) {}

    private final long self;
    private final ClusterView cluster;
    private final Contacts contacts;
    private final Leadership leadership;
    private final Supplier<Consensus> consensus;
    private final Executor timer;
    private @Nullable Settled settled;
    private boolean busy;

    /** What is looked at. */
    record Parts(ClusterView cluster, Contacts contacts, Leadership leadership) {}

    Reconfiguration(long self, Parts parts, Supplier<Consensus> consensus, Executor timer) {
        this.self = self;
        this.cluster = parts.cluster();
        this.contacts = parts.contacts();
        this.leadership = parts.leadership();
        this.consensus = consensus;
        this.timer = timer;
    }

    void tick() {
        if (busy || !leadership.isSelf()) {
            return;
        }
        Settled look = new Settled(leadership.leader().term(), cluster.members());
        if (look.equals(settled)) {
            return;
        }
        busy = true;
        consensus
                .get()
                .configuration()
                .thenCompose(group -> proceed(look, group))
                .whenComplete((agree, failure) -> timer.execute(() -> ended(look, agree)));
    }

    private void ended(Settled look, @Nullable Boolean agree) {
        busy = false;
        if (Boolean.TRUE.equals(agree)) {
            settled = look;
        }
    }

    /** Takes a step; tells whether none is needed any more. */
    private CompletionStage<Boolean> proceed(Settled look, GroupConfiguration group) {
        Optional<Step> step =
                ReconfigurationPlan.next(look.members(), group, caughtUp(look.members()), self);
        if (step.isPresent()) {
            return take(step.get()).thenApply(done -> false);
        }
        return CompletableFuture.completedStage(agrees(look.members(), group));
    }

    private static boolean agrees(List<Member> members, GroupConfiguration group) {
        Set<Long> voters = new HashSet<>();
        Set<Long> learners = new HashSet<>();
        members.forEach(m -> (m.getIsLearner() ? learners : voters).add(m.getID()));
        return group.equals(new GroupConfiguration(voters, learners));
    }

    private Set<Long> caughtUp(List<Member> members) {
        long enough = consensus.get().status().committedIndex() - BEHIND_ENTRIES_MAX;
        Set<Long> caughtUp = new HashSet<>();
        for (Member member : members) {
            long id = member.getID();
            if (contacts.isActive(id) && contacts.appliedIndex(id) >= enough) {
                caughtUp.add(id);
            }
        }
        return caughtUp;
    }

    /** A promotion is two changes, because a voter cannot be added while it is a learner. */
    private CompletionStage<Void> take(Step step) {
        long id = step.memberId();
        return switch (step.action()) {
            case ADD_LEARNER -> change(GroupChange.Kind.ADD_LEARNER, id);
            case REMOVE_LEARNER -> change(GroupChange.Kind.REMOVE_LEARNER, id);
            case PROMOTE ->
                    change(GroupChange.Kind.REMOVE_LEARNER, id)
                            .thenCompose(done -> change(GroupChange.Kind.ADD_VOTER, id));
            case REMOVE_VOTER -> change(GroupChange.Kind.REMOVE_VOTER, id);
            case HAND_OVER -> consensus.get().transferLeadership(id);
        };
    }

    private CompletionStage<Void> change(GroupChange.Kind kind, long id) {
        return consensus.get().change(new GroupChange(kind, id));
    }
}
