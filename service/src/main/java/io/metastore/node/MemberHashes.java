package io.metastore.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.mvcc.HashAnswer;
import io.metastore.mvcc.StoreHash;
import io.metastore.peer.HashQuestion;
import io.metastore.peer.HashReply;
import io.metastore.peer.PeerQuestion;
import io.metastore.raft.Consensus;
import io.metastore.verification.ClusterHashes;
import io.metastore.verification.PeerHash;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hashes of the members, asked for over the peer port. */
final class MemberHashes implements ClusterHashes {
    /** How long a member may compute; a hash that takes longer is not compared. */
    static final long COMPUTING_MILLIS_MAX = 60_000;

    private final long memberId;
    private final HashService hashes;
    private final Supplier<Consensus> consensus;
    private final Supplier<List<Long>> members;
    private final long timeoutMillis;

    /**
     * @param members ids of all members
     * @param timeoutMillis how long an answer that needs no computing may take
     */
    MemberHashes(
            long memberId,
            HashService hashes,
            Supplier<Consensus> consensus,
            Supplier<List<Long>> members,
            long timeoutMillis) {
        this.memberId = memberId;
        this.hashes = hashes;
        this.consensus = consensus;
        this.members = members;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public long memberId() {
        return memberId;
    }

    @Override
    public CompletionStage<HashAnswer> computed(long revision) {
        return hashes.computed(revision);
    }

    @Override
    public List<StoreHash> ofCompactionsNewestFirst() {
        return hashes.ofCompactionsNewestFirst();
    }

    @Override
    public CompletionStage<List<PeerHash>> computedByPeers(long revision) {
        return askAll(HashQuestion.newBuilder().setRevision(revision), COMPUTING_MILLIS_MAX);
    }

    @Override
    public CompletionStage<List<PeerHash>> ofCompactionByPeers(long revision) {
        return askAll(
                HashQuestion.newBuilder().setRevision(revision).setOfCompaction(true),
                timeoutMillis);
    }

    @Override
    public CompletionStage<Void> readBarrier() {
        return consensus.get().readBarrier().thenApply(index -> null);
    }

    private CompletionStage<List<PeerHash>> askAll(HashQuestion.Builder question, long millis) {
        byte[] request = PeerQuestion.newBuilder().setHash(question).build().toByteArray();
        List<CompletableFuture<PeerHash>> answers =
                members.get().stream()
                        .filter(id -> id != memberId)
                        .map(id -> ask(id, request, millis))
                        .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }

    /** A member that is down or fails proves nothing: it counts as one without an answer. */
    private CompletableFuture<PeerHash> ask(long id, byte[] request, long millis) {
        return consensus
                .get()
                .callMember(id, request, millis)
                .toCompletableFuture()
                .handle(
                        (bytes, failure) ->
                                new PeerHash(id, failure == null ? parse(bytes) : null));
    }

    private static @Nullable HashAnswer parse(byte[] bytes) {
        HashReply reply;
        try {
            reply = HashReply.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a member answers in a format that is not known", e);
        }
        if (!reply.getKnown()) {
            return null;
        }
        var hash = new StoreHash(reply.getHash(), reply.getCompactRevision(), reply.getRevision());
        return new HashAnswer(hash, reply.getCurrentRevision());
    }
}
