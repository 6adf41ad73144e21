package io.metastore.operator.plan;

import io.metastore.operator.plan.Decision.Act;
import io.metastore.operator.plan.Decision.Blocked;
import io.metastore.operator.plan.Decision.Reason;
import io.metastore.operator.plan.Decision.Wait;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rules for a cluster that has fewer members than wanted. Who is new learns first and then votes.
 */
final class Grow {
    private Grow() {}

    /** Brings the learner that is there to the point where it can vote. */
    static Optional<Decision> learner(World world) {
        return world.memberList().stream()
                .filter(member -> member.learner() && member.ordinal() != Member.FOREIGN)
                .findFirst()
                .flatMap(member -> bringUp(world, member));
    }

    private static Optional<Decision> bringUp(World world, Member learner) {
        boolean own =
                world.volume(learner.ordinal())
                        .filter(volume -> Records.isHeldBy(volume, learner))
                        .isPresent();
        Optional<Decision> stale = staleVolume(world, learner.ordinal());
        if (!learner.started() && !own && stale.isPresent()) {
            return stale;
        }
        Optional<Pod> pod = world.pod(learner.ordinal());
        if (!learner.started() && pod.filter(Grow::knowsOldList).isPresent()) {
            return Optional.of(
                    new Act(
                            new Step.RestartPod(pod.get()),
                            "restart pod %d, so that it joins as the new member %x"
                                    .formatted(learner.ordinal(), learner.id())));
        }
        if (!world.isHealthy(learner)) {
            return Optional.of(joining(learner, pod));
        }
        if (!world.isInStep(learner)) {
            return Optional.of(
                    new Wait(Reason.CatchingUp, "member %x catches up".formatted(learner.id())));
        }
        return Optional.of(
                new Act(
                        new Step.Promote(learner),
                        "member %x has caught up and may vote".formatted(learner.id())));
    }

    private static Decision joining(Member learner, Optional<Pod> pod) {
        String trouble =
                pod.filter(Pod::failed).isPresent()
                        ? "; its process ends again and again: see its log, and delete its claim if"
                                + " that says that the data belongs to a member that has left"
                        : "";
        return new Wait(
                Reason.Joining,
                "member %x joins in pod %d%s".formatted(learner.id(), learner.ordinal(), trouble));
    }

    private static boolean knowsOldList(Pod pod) {
        return pod.outdated() && !pod.terminating() && pod.isDown();
    }

    /** Begins to fill the lowest place without a member. */
    static Optional<Decision> vacancy(World world) {
        return IntStream.range(0, world.wanted().replicas())
                .filter(ordinal -> world.member(ordinal).isEmpty())
                .boxed()
                .findFirst()
                .map(ordinal -> fill(world, ordinal));
    }

    private static Decision fill(World world, int ordinal) {
        return staleVolume(world, ordinal)
                .or(() -> eagerPod(world, ordinal))
                .orElseGet(
                        () ->
                                new Act(
                                        new Step.AddLearner(
                                                ordinal, world.peerUrl().apply(ordinal)),
                                        "add a learner for pod %d".formatted(ordinal)));
    }

    /**
     * A pod that still has the list with its former member would join before its volume is marked.
     */
    private static Optional<Decision> eagerPod(World world, int ordinal) {
        return world.pod(ordinal)
                .filter(Grow::knowsOldList)
                .map(
                        pod ->
                                new Act(
                                        new Step.RestartPod(pod),
                                        "restart pod %d, whose member has left"
                                                .formatted(ordinal)));
    }

    /** The volume of a member that was removed is of no use to the next one: it would not start. */
    private static Optional<Decision> staleVolume(World world, int ordinal) {
        return world.volume(ordinal)
                .filter(volume -> volume.memberId().isPresent() || volume.terminating())
                .map(volume -> clear(world, volume));
    }

    private static Decision clear(World world, Volume volume) {
        if (volume.terminating()) {
            return new Wait(
                    Reason.Restarting,
                    "volume %d of a member that has left goes".formatted(volume.ordinal()));
        }
        return world.wanted().deletesVolumes()
                ? new Act(
                        new Step.DeleteVolume(volume),
                        "delete volume %d, whose member has left".formatted(volume.ordinal()))
                : new Blocked(
                        Reason.VolumeInTheWay,
                        ("volume %d holds a member that has left, and spec.storage.whenScaled says"
                                        + " that it stays; delete its claim to go on")
                                .formatted(volume.ordinal()));
    }

    static Optional<Decision> volumeSize(World world) {
        return world.volumes().stream()
                .filter(volume -> volume.small() && !volume.terminating())
                .filter(volume -> volume.ordinal() < world.replicas())
                .findFirst()
                .map(
                        volume ->
                                new Act(
                                        new Step.GrowVolume(volume),
                                        "ask for more room on volume %d"
                                                .formatted(volume.ordinal())));
    }
}
