package io.metastore.raft;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/**
 * What the log drives. All methods but {@link #failed} are called by one thread, the apply thread,
 * in log order.
 */
public interface StateMachine {
    /** Applies one committed entry. An exception stops the member for good. */
    void apply(long index, long term, byte[] entry);

    /** Called after the last of a group of entries that were committed together. */
    void applyBatchEnded();

    /**
     * Writes the state as it is now into the directory; the state is captured before the method
     * returns, the writing goes on elsewhere.
     */
    CompletionStage<Void> saveSnapshot(Path directory);

    /** The disk had no room for a snapshot; it may be tried again. Any thread. */
    default void snapshotAbandoned(Throwable cause) {}

    /** Replaces the state by the one in the directory. An exception stops the member for good. */
    void loadSnapshot(Path directory);

    /** This member leads from this term on, and has applied every entry of former terms. */
    void leadershipStarted(long term);

    /** This member no longer leads. */
    void leadershipStopped();

    /** The leader this member follows or is; 0 when there is none known. */
    void leaderChanged(long leaderId, long term);

    /** The log or the state machine failed and this member cannot go on. Any thread. */
    void failed(Throwable cause);
}
