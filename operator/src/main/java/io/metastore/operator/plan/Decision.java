package io.metastore.operator.plan;

/** What follows from one look at the world. */
public sealed interface Decision {
    /** A sentence for the user: what happens and why. */
    String text();

    /** Take this step and look again. */
    record Act(Step step, String text) implements Decision {}

    /** Something is under way; look again soon. */
    record Wait(Reason reason, String text) implements Decision {}

    /** Nothing can be done without the user; {@code text} says what to do. */
    record Blocked(Reason reason, String text) implements Decision {}

    /** All is as wanted. */
    record Settled(String text) implements Decision {}

    /** Why there is no step. Names become the reasons of conditions. */
    enum Reason {
        Paused,
        Starting,
        Restoring,
        RestoreFailed,
        QuorumLost,
        Electing,
        MemberDown,
        Joining,
        CatchingUp,
        Restarting,
        QuorumAtRisk,
        VolumeInTheWay,
        UpdatePending
    }
}
