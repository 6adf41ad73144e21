package io.metastore.operator.plan;

import io.metastore.operator.plan.Decision.Act;
import io.metastore.operator.plan.Decision.Blocked;
import io.metastore.operator.plan.Decision.Reason;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rules for a cluster that has more than wanted. The member goes first, then its pod. */
final class Shrink {
    private Shrink() {}

    /** Voters leave when all places that stay are taken by voters, so that somebody remains. */
    static Optional<Decision> surplusMember(World world) {
        boolean complete =
                IntStream.range(0, world.wanted().replicas())
                        .allMatch(o -> world.member(o).filter(Member::isVoter).isPresent());
        return world.memberList().stream()
                .filter(member -> member.ordinal() >= world.wanted().replicas())
                .filter(member -> member.learner() || complete)
                .max(Comparator.comparing(Member::learner).thenComparing(Member::ordinal))
                .map(member -> dismiss(world, member));
    }

    private static Decision dismiss(World world, Member member) {
        if (!Quorum.survivesRemoval(world, member)) {
            return new Blocked(
                    Reason.QuorumAtRisk,
                    "removing member %x would leave no majority; bring the others back first"
                            .formatted(member.id()));
        }
        Optional<Member> heir =
                world.voters().stream()
                        .filter(other -> other.ordinal() != Member.FOREIGN)
                        .filter(other -> other.ordinal() < world.wanted().replicas())
                        .filter(world::isInStep)
                        .findFirst();
        if (world.isLeader(member) && heir.isPresent()) {
            return new Act(
                    new Step.MoveLeader(member, heir.get()),
                    "hand leadership from member %x, which leaves, to %x"
                            .formatted(member.id(), heir.get().id()));
        }
        return new Act(new Step.RemoveMember(member), "remove member %x".formatted(member.id()));
    }

    /** Pods above the last member and the wanted count go; one that is to be filled stays. */
    static Optional<Decision> surplusPod(World world) {
        int due =
                Math.max(
                        world.podsOfMembers(),
                        Math.min(world.wanted().replicas(), world.replicas()));
        return world.replicas() <= due
                ? Optional.empty()
                : Optional.of(
                        new Act(
                                new Step.SetReplicas(due),
                                "end the pods above %d, whose members have left"
                                        .formatted(due - 1)));
    }

    static Optional<Decision> surplusVolume(World world) {
        if (!world.wanted().deletesVolumes()) {
            return Optional.empty();
        }
        return world.volumes().stream()
                .filter(volume -> volume.ordinal() >= world.replicas() && !volume.terminating())
                .filter(volume -> world.pod(volume.ordinal()).isEmpty())
                .findFirst()
                .map(
                        volume ->
                                new Act(
                                        new Step.DeleteVolume(volume),
                                        "delete volume %d, whose member has left"
                                                .formatted(volume.ordinal())));
    }
}
