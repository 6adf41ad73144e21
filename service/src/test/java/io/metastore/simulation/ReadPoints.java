package io.metastore.simulation;

import io.metastore.raft.NotLeaderException;
import io.metastore.simulation.Message.ReadReply;
import io.metastore.simulation.Message.ReadRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/**
 * Linearizable read points of one run of a member: the leader's commit index, once a majority has
 * confirmed that it still leads; asked for by a follower, and given out when it has been applied
 * here.
 */
final class ReadPoints {
    private static final long TIMEOUT_MILLIS = 2 * RaftCore.ELECTION_MILLIS;

    private record Question(long round, long index, LongConsumer answer) {}

    private final RaftCore raft;
    private final ApplyLoop apply;
    private final Lane lane;
    private final Bugs bugs;
    private final Sender sender;
    private final List<Question> unconfirmed = new ArrayList<>();
    private final Map<Long, CompletableFuture<Long>> asked = new TreeMap<>();
    private long lastId;

    /** Sends messages to other members. */
    interface Sender {
        void send(long to, Message message);
    }

    ReadPoints(RaftCore raft, ApplyLoop apply, Lane lane, Bugs bugs, Sender sender) {
        this.raft = raft;
        this.apply = apply;
        this.lane = lane;
        this.bugs = bugs;
        this.sender = sender;
    }

    CompletionStage<Long> ask() {
        CompletableFuture<Long> point = new CompletableFuture<>();
        long id = ++lastId;
        asked.put(id, point);
        lane.after(TIMEOUT_MILLIS * 1_000_000, "read timeout", () -> answered(id, -1));
        if (raft.leads()) {
            confirm(index -> answered(id, index));
        } else if (raft.leaderId() != 0) {
            sender.send(raft.leaderId(), new ReadRequest(raft.term(), id));
        } else {
            lane.after(0, "no leader to read from", () -> answered(id, -1));
        }
        return point;
    }

    void receive(long from, ReadRequest request) {
        LongConsumer answer =
                index -> sender.send(from, new ReadReply(raft.term(), request.id(), index));
        if (raft.leads()) {
            confirm(answer);
        } else {
            answer.accept(-1);
        }
    }

    void receive(ReadReply reply) {
        answered(reply.id(), reply.index());
    }

    private void answered(long id, long index) {
        CompletableFuture<Long> point = asked.remove(id);
        if (point == null) {
            return;
        }
        if (index < 0) {
            point.completeExceptionally(new NotLeaderException("no read index"));
        } else {
            apply.whenApplied(index, () -> point.complete(index));
        }
    }

    private void confirm(LongConsumer answer) {
        long index = raft.committed();
        if (index < raft.termStart()) {
            lane.after(0, "term has not begun", () -> answer.accept(-1));
        } else if (bugs.has(Bugs.Bug.READ_INDEX_WITHOUT_MAJORITY)) {
            lane.after(0, "read index", () -> answer.accept(index));
        } else {
            unconfirmed.add(new Question(raft.beginRound(), index, answer));
        }
    }

    void confirmed(long round) {
        for (Iterator<Question> it = unconfirmed.iterator(); it.hasNext(); ) {
            Question question = it.next();
            if (question.round() <= round) {
                it.remove();
                question.answer().accept(question.index());
            }
        }
    }

    void steppedDown() {
        List<Question> lost = List.copyOf(unconfirmed);
        unconfirmed.clear();
        lost.forEach(question -> question.answer().accept(-1));
    }
}
