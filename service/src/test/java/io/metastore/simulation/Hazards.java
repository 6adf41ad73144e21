package io.metastore.simulation;

import io.metastore.engine.EngineException;
import org.jspecify.annotations.Nullable;

/** What is going to go wrong next inside a member; each once. */
final class Hazards {
    /** What can go wrong with an engine or a snapshot. */
    enum Kind {
        CRASH_BEFORE_COMMIT,
        CRASH_AFTER_COMMIT,
        COMMIT_FAILS,
        CRASH_IN_RESTORE,
        CRASH_IN_SNAPSHOT,
        NO_ROOM_FOR_SNAPSHOT,
        SNAPSHOT_FAILS
    }

    private final Scheduler scheduler;
    private @Nullable Kind next;
    private int countdown;
    private boolean memberFailed;

    Hazards(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Lets something happen at the n-th occasion from now on. */
    void arm(Kind kind, int occasion) {
        next = kind;
        countdown = occasion;
    }

    void disarm() {
        next = null;
        memberFailed = false;
    }

    /** Whether a failure was caused after which a member has to end. */
    boolean memberFailed() {
        return memberFailed;
    }

    private boolean isTime(Kind kind) {
        if (next != kind || --countdown > 0) {
            return false;
        }
        next = null;
        scheduler.count(kind.name());
        return true;
    }

    void crashAt(Kind kind, Process process) {
        if (isTime(kind)) {
            process.crash();
            throw new Crash(kind.name());
        }
    }

    void failAt(Kind kind) {
        if (isTime(kind)) {
            memberFailed = true;
            throw new EngineException("simulated: " + kind);
        }
    }

    /** Whether the disk is full just now. */
    boolean isFull() {
        return isTime(Kind.NO_ROOM_FOR_SNAPSHOT);
    }
}
