package io.metastore.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.api.EtcdException;
import io.metastore.mvcc.HashAnswer;
import io.metastore.peer.HashQuestion;
import io.metastore.peer.HashReply;
import io.metastore.peer.PeerQuestion;
import io.metastore.raft.PeerHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers what other members ask this one; what they send to the leader goes on to it. */
final class PeerQuestions implements PeerHandler {
    private static final HashReply UNKNOWN = HashReply.getDefaultInstance();

    private final PeerHandler leader;
    private final HashService hashes;

    PeerQuestions(PeerHandler leader, HashService hashes) {
        this.leader = leader;
        this.hashes = hashes;
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        return leader.handle(request);
    }

    @Override
    public CompletionStage<byte[]> handleAsMember(byte[] request) {
        PeerQuestion question;
        try {
            question = PeerQuestion.parseFrom(request);
        } catch (InvalidProtocolBufferException e) {
            return CompletableFuture.failedFuture(e);
        }
        return switch (question.getQuestionCase()) {
            case HASH -> hash(question.getHash()).thenApply(answer -> answer.toByteArray());
            case PROGRESS, CLUSTER, PROMOTION_CHECK, STANDING_CHECK, QUESTION_NOT_SET ->
                    CompletableFuture.failedFuture(
                            new UnsupportedOperationException("no question that is known here"));
        };
    }

    private CompletionStage<HashReply> hash(HashQuestion question) {
        if (question.getOfCompaction()) {
            return CompletableFuture.completedFuture(
                    message(hashes.ofCompaction(question.getRevision())));
        }
        return hashes.computed(question.getRevision())
                .thenApply(PeerQuestions::message)
                .exceptionally(PeerQuestions::refusal);
    }

    /** A revision that cannot be read here is an answer; anything else is a failure. */
    private static HashReply refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof EtcdException) {
            return UNKNOWN;
        }
        throw new CompletionException(failure);
    }

    private static HashReply message(@Nullable HashAnswer answer) {
        if (answer == null) {
            return UNKNOWN;
        }
        return HashReply.newBuilder()
                .setKnown(true)
                .setHash(answer.hash().hash())
                .setCompactRevision(answer.hash().compactRevision())
                .setRevision(answer.hash().revision())
                .setCurrentRevision(answer.currentRevision())
                .build();
    }
}
