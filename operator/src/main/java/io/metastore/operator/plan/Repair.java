package io.metastore.operator.plan;

import io.metastore.operator.plan.Decision.Act;
import io.metastore.operator.plan.Decision.Blocked;
import io.metastore.operator.plan.Decision.Reason;
import io.metastore.operator.plan.Decision.Wait;
import java.util.Optional;

/** Rules for members that are down. */
final class Repair {
    private Repair() {}

    /**
     * A member whose volume is another than the one it served from cannot come back: under its old
     * id it would have forgotten what it promised. It leaves, and a new one takes its place.
     */
    static Optional<Decision> lostVolume(World world) {
        return world.memberList().stream()
                .filter(member -> hasLostVolume(world, member))
                .findFirst()
                .map(
                        member ->
                                Quorum.survivesRemoval(world, member)
                                        ? new Act(
                                                new Step.RemoveMember(member),
                                                "member %x lost its volume; a new one will take its place"
                                                        .formatted(member.id()))
                                        : new Blocked(
                                                Reason.QuorumAtRisk,
                                                ("member %x lost its volume, and without it too few"
                                                                + " answer; bring the other members"
                                                                + " back first")
                                                        .formatted(member.id())));
    }

    private static boolean hasLostVolume(World world, Member member) {
        boolean down =
                world.pod(member.ordinal())
                        .filter(pod -> !pod.terminating() && pod.isDown())
                        .isPresent();
        boolean another =
                world.volume(member.ordinal())
                        .filter(v -> !v.terminating() && !Records.isHeldBy(v, member))
                        .isPresent();
        return member.started() && down && another;
    }

    /** A pod that serves nobody loses nothing by a restart that brings it another template. */
    static Optional<Decision> brokenPod(World world) {
        return world.pods().stream()
                .filter(pod -> !pod.terminating() && pod.isDown())
                .filter(pod -> !world.hasCurrentTemplate(pod))
                .findFirst()
                .map(
                        pod ->
                                new Act(
                                        new Step.RestartPod(pod),
                                        "restart pod %d, which is down, with the changed template"
                                                .formatted(pod.ordinal())));
    }

    /** Nothing that can wait is begun while a member is down. */
    static Optional<Decision> memberDown(World world) {
        return world.memberList().stream()
                .filter(member -> member.ordinal() != Member.FOREIGN)
                .filter(member -> !world.isHealthy(member))
                .findFirst()
                .map(member -> down(world, member));
    }

    private static Decision down(World world, Member member) {
        String pod =
                world.pod(member.ordinal())
                        .map(
                                p ->
                                        p.terminating()
                                                ? "ends"
                                                : p.ready() ? "is ready" : "is not ready")
                        .orElse("does not exist");
        return new Wait(
                Reason.MemberDown,
                "member %x does not serve; its pod %d %s"
                        .formatted(member.id(), member.ordinal(), pod));
    }
}
