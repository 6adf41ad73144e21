package io.metastore.operator.plan;

import io.metastore.operator.plan.Decision.Act;
import io.metastore.operator.plan.Decision.Blocked;
import io.metastore.operator.plan.Decision.Reason;
import io.metastore.operator.plan.Decision.Wait;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Restarts pods with an outdated template, one after the other and the leader last. */
final class Roll {
    private Roll() {}

    static Optional<Decision> outdatedPod(World world) {
        List<Member> outdated =
                world.memberList().stream()
                        .filter(
                                member ->
                                        world.pod(member.ordinal())
                                                .filter(pod -> !world.hasCurrentTemplate(pod))
                                                .isPresent())
                        .toList();
        if (outdated.isEmpty()) {
            return Optional.empty();
        }
        if (!world.wanted().rolls()) {
            return Optional.of(
                    new Blocked(
                            Reason.UpdatePending,
                            "%d pods have an outdated template; delete them one by one"
                                    .formatted(outdated.size())));
        }
        Member next =
                outdated.stream()
                        .min(
                                Comparator.comparing(world::isLeader)
                                        .thenComparing(Member::ordinal, Comparator.reverseOrder()))
                        .orElseThrow();
        return Optional.of(restart(world, next));
    }

    private static Decision restart(World world, Member member) {
        Optional<Member> behind =
                world.voters().stream()
                        .filter(voter -> voter.ordinal() != Member.FOREIGN)
                        .filter(voter -> !world.isInStep(voter))
                        .findFirst();
        if (behind.isPresent()) {
            return new Wait(
                    Reason.CatchingUp,
                    "member %x catches up after a restart".formatted(behind.get().id()));
        }
        boolean alone = world.voters().size() == 1;
        if (!alone && !Quorum.survivesAbsence(world, member)) {
            return new Wait(
                    Reason.QuorumAtRisk,
                    "restarting member %x would leave no majority".formatted(member.id()));
        }
        Optional<Member> heir =
                world.voters().stream()
                        .filter(voter -> !voter.equals(member) && voter.ordinal() != Member.FOREIGN)
                        .max(Comparator.comparingInt(Member::ordinal));
        if (world.isLeader(member) && heir.isPresent()) {
            return new Act(
                    new Step.MoveLeader(member, heir.get()),
                    "hand leadership from member %x, which restarts, to %x"
                            .formatted(member.id(), heir.get().id()));
        }
        return new Act(
                new Step.RestartPod(world.pod(member.ordinal()).orElseThrow()),
                "restart pod %d with the changed template".formatted(member.ordinal()));
    }
}
