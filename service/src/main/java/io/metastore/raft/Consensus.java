package io.metastore.raft;

import java.util.Collection;
import java.util.concurrent.CompletionStage;

/**
 * A replicated log of byte entries. Safe for any thread; no method blocks except {@link #start()}
 * and {@link #close()}. Futures complete on threads of the library: hand work off.
 */
public interface Consensus extends AutoCloseable {
    /**
     * Opens the log, loads the newest snapshot into the state machine, replays what follows it once
     * it is known to be committed, and joins the group.
     *
     * @throws CorruptLogException when the log is damaged anywhere but at its very end
     * @throws DirectoryInUseException when another process works on the data directory
     */
    void start();

    /**
     * Appends an entry if this member leads. The stage says only whether the entry was taken: it
     * completes normally once the entry has been committed and applied here, and fails with {@link
     * NotLeaderException} when it was certainly not appended, or with {@link ProposalLostException}
     * when its fate is not known.
     */
    CompletionStage<Void> propose(byte[] entry);

    /**
     * A linearizable read point, at any member: the stage completes with a log index such that a
     * state which has applied it contains every write acknowledged before this call. The index has
     * been applied here by then. Fails when there is no leader or no majority in time.
     */
    CompletionStage<Long> readBarrier();

    /**
     * Whether this member leads and is the only one that can have acknowledged anything, so that
     * what it has applied can be read without asking. Cheap.
     */
    boolean answersAlone();

    /**
     * A call to the present leader, answered by its {@link PeerHandler}; bounded by the time-out.
     */
    CompletionStage<byte[]> callLeader(byte[] request, long timeoutMillis);

    /**
     * A call to a member, this one included, answered by its {@link PeerHandler#handleAsMember}
     * whoever leads; bounded by the time-out. It fails like {@link #propose}: with {@link
     * NotLeaderException} when the handler has certainly not seen it.
     */
    CompletionStage<byte[]> callMember(long memberId, byte[] request, long timeoutMillis);

    /**
     * Says where members are reached, also after a restart; what was said of others before stays.
     * Called by the apply thread; may write a small file.
     */
    void reachAt(Collection<Peer> members);

    /**
     * The configuration of the group, certainly committed. Fails unless this member leads and no
     * change is under way.
     */
    CompletionStage<GroupConfiguration> configuration();

    /**
     * Changes the configuration, when this member leads. Completes when the change is committed; a
     * failure leaves open whether it will be.
     */
    CompletionStage<Void> change(GroupChange change);

    /** Asks another voter to take over from this leader; completes when it has been asked. */
    CompletionStage<Void> transferLeadership(long memberId);

    /**
     * Takes a snapshot now and truncates the log behind it. Ignored while one is being taken, and
     * for some time while another member is loading the last one.
     */
    void snapshot();

    /** What this member knows at this moment. Cheap. */
    ConsensusStatus status();

    /** Leaves the group and releases log, sockets and threads. */
    @Override
    void close();
}
