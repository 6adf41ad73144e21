package io.metastore.operator.plan;

/** One change to the world. Each may be repeated, and is harmless when it was done already. */
public sealed interface Step {
    /**
     * Makes the join list and the stateful set.
     *
     * @param existing whether the volumes hold a cluster already
     */
    record Create(int replicas, boolean existing) implements Step {}

    /** Starts the job that puts the backup on the volume of the first member. */
    record BeginRestore() implements Step {}

    record WriteJoinList(JoinList list) implements Step {}

    /** Makes the claim of a pod that is to come, for a member that has not started yet. */
    record CreateVolume(int ordinal, long memberId) implements Step {}

    /** Notes on a volume whose data it holds. */
    record MarkVolume(Volume volume, long memberId) implements Step {}

    record DeleteVolume(Volume volume) implements Step {}

    record GrowVolume(Volume volume) implements Step {}

    record ApplyTemplate() implements Step {}

    record SetReplicas(int replicas) implements Step {}

    /** Deletes the pod; the stateful set makes it again from the present template. */
    record RestartPod(Pod pod) implements Step {}

    record AddLearner(int ordinal, String peerUrl) implements Step {}

    record Promote(Member member) implements Step {}

    record MoveLeader(Member from, Member to) implements Step {}

    record RemoveMember(Member member) implements Step {}
}
