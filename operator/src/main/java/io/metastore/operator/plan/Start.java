package io.metastore.operator.plan;

import io.metastore.operator.plan.Decision.Act;
import io.metastore.operator.plan.Decision.Blocked;
import io.metastore.operator.plan.Decision.Reason;
import io.metastore.operator.plan.Decision.Wait;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules that come before there is a list of members to rely on. */
final class Start {
    private Start() {}

    static Optional<Decision> paused(World world) {
        return world.wanted().paused()
                ? Optional.of(new Blocked(Reason.Paused, "paused by spec.paused"))
                : Optional.empty();
    }

    /**
     * A cluster begins with one member, whose volume, if it is lost before anybody joined, takes
     * nothing with it. Volumes that hold members already belong to a cluster that goes on.
     */
    static Optional<Decision> create(World world) {
        if (world.fleet().isPresent()) {
            return Optional.empty();
        }
        int held =
                world.volumes().stream()
                        .filter(volume -> volume.memberId().isPresent() && !volume.terminating())
                        .mapToInt(volume -> volume.ordinal() + 1)
                        .max()
                        .orElse(0);
        boolean existing = held > 0 || world.joinList().filter(JoinList::existing).isPresent();
        Optional<Decision> restore = existing ? Optional.empty() : restore(world);
        if (restore.isPresent()) {
            return restore;
        }
        String text =
                existing
                        ? "start the cluster that the volumes hold"
                        : "start the first member of a new cluster";
        return Optional.of(new Act(new Step.Create(Math.max(1, held), existing), text));
    }

    private static Optional<Decision> restore(World world) {
        return switch (world.restore()) {
            case NotWanted, Done -> Optional.empty();
            case Due ->
                    Optional.of(
                            new Act(
                                    new Step.BeginRestore(),
                                    "put the backup on the volume of the first member"));
            case Running -> Optional.of(new Wait(Reason.Restoring, "the backup is being restored"));
            case Failed ->
                    Optional.of(
                            new Blocked(
                                    Reason.RestoreFailed,
                                    "the backup could not be restored: see the log of the job, and"
                                            + " make the cluster anew with a backup that is good"));
        };
    }

    /** Pods are replaced by hand, so another template disturbs nobody and may mend the broken. */
    static Optional<Decision> template(World world) {
        boolean current =
                world.fleet()
                        .filter(fleet -> fleet.template().equals(world.wanted().template()))
                        .isPresent();
        return current
                ? Optional.empty()
                : Optional.of(new Act(new Step.ApplyTemplate(), "apply the changed template"));
    }

    /** Without a majority nothing is safe but to start what does not run. */
    static Optional<Decision> quorum(World world) {
        if (world.members().isPresent()) {
            return world.leader().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Wait(Reason.Electing, "the members elect a leader"));
        }
        Optional<Decision> pods = podsOfJoinList(world);
        if (pods.isPresent()) {
            return pods;
        }
        return Optional.of(
                world.joinList().filter(JoinList::existing).isEmpty()
                        ? new Wait(Reason.Starting, "the first member starts")
                        : quorumLost(world));
    }

    /** The join list is the last that was known of the members. */
    private static Optional<Decision> podsOfJoinList(World world) {
        if (world.joinList().isEmpty()) {
            JoinList all = new JoinList(true, world.urlsBelow(world.replicas()));
            return Optional.of(
                    new Act(new Step.WriteJoinList(all), "write down again who joins whom"));
        }
        int due =
                IntStream.range(0, Planner.REPLICAS_MAX)
                                .filter(o -> joins(world, o))
                                .max()
                                .orElse(0)
                        + 1;
        return world.replicas() >= due
                ? Optional.empty()
                : Optional.of(
                        new Act(
                                new Step.SetReplicas(due),
                                "start pods that are missing for a majority"));
    }

    private static boolean joins(World world, int ordinal) {
        String url = world.peerUrl().apply(ordinal);
        return world.joinList().filter(list -> list.urls().contains(url)).isPresent();
    }

    private static Decision quorumLost(World world) {
        String silent =
                world.pods().stream()
                        .filter(pod -> pod.answer().isEmpty())
                        .map(pod -> String.valueOf(pod.ordinal()))
                        .collect(Collectors.joining(", "));
        return new Wait(
                Reason.QuorumLost,
                ("no majority of the members answers; silent pods: %s. Bring them back on their"
                                + " volumes; if the volumes are lost, make a new cluster from a"
                                + " backup with spec.restore")
                        .formatted(silent.isEmpty() ? "none" : silent));
    }
}
