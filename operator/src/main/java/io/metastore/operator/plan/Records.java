package io.metastore.operator.plan;

import io.metastore.operator.plan.Decision.Act;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules that keep what Kubernetes holds in line with the list of members. */
final class Records {
    private Records() {}

    /** Whoever starts with an empty volume must be told exactly who is in the list. */
    static Optional<Decision> joinList(World world) {
        JoinList due =
                new JoinList(
                        true,
                        world.memberList().stream()
                                .map(Member::peerUrl)
                                .collect(Collectors.toCollection(TreeSet::new)));
        return world.joinList().filter(due::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new Act(new Step.WriteJoinList(due), "write down who joins whom"));
    }

    /**
     * The volume of a learner is marked before anything lets it join. So a volume that lacks the
     * mark of its member is never the one that the member has served from.
     */
    static Optional<Decision> learnersVolume(World world) {
        return world.memberList().stream()
                .filter(member -> member.learner() && !member.started())
                .filter(member -> member.ordinal() != Member.FOREIGN)
                .filter(member -> member.ordinal() < world.wanted().replicas())
                .findFirst()
                .flatMap(member -> reserve(world, member));
    }

    private static Optional<Decision> reserve(World world, Member member) {
        Optional<Volume> present = world.volume(member.ordinal());
        if (present.isEmpty()) {
            return Optional.of(
                    new Act(
                            new Step.CreateVolume(member.ordinal(), member.id()),
                            "make volume %d for member %x"
                                    .formatted(member.ordinal(), member.id())));
        }
        return present.filter(v -> v.memberId().isEmpty() && !v.terminating())
                .map(volume -> mark(volume, member));
    }

    /** What serves from a volume shows whose it is: the first member, and those of old. */
    static Optional<Decision> volumeMark(World world) {
        return world.memberList().stream()
                .flatMap(
                        member ->
                                world.answer(member).stream()
                                        .flatMap(answer -> world.volume(member.ordinal()).stream())
                                        .filter(volume -> !volume.terminating())
                                        .filter(volume -> !volume.younger())
                                        .filter(volume -> !isHeldBy(volume, member))
                                        .map(volume -> mark(volume, member)))
                .findFirst();
    }

    /** Every member of the list has a pod, whoever has lowered the count. */
    static Optional<Decision> missingPods(World world) {
        int due = world.podsOfMembers();
        return world.replicas() >= due
                ? Optional.empty()
                : Optional.of(
                        new Act(
                                new Step.SetReplicas(due),
                                "start the pod of member %d".formatted(due - 1)));
    }

    static boolean isHeldBy(Volume volume, Member member) {
        return volume.memberId().isPresent() && volume.memberId().getAsLong() == member.id();
    }

    private static Decision mark(Volume volume, Member member) {
        return new Act(
                new Step.MarkVolume(volume, member.id()),
                "note that volume %d holds member %x".formatted(volume.ordinal(), member.id()));
    }
}
