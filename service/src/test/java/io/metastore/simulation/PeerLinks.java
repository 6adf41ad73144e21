package io.metastore.simulation;

import io.metastore.raft.NotLeaderException;
import io.metastore.raft.PeerHandler;
import io.metastore.raft.ProposalLostException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Calls between members. One that certainly did not arrive fails with {@link NotLeaderException},
 * one that may have with {@link ProposalLostException}.
 */
final class PeerLinks {
    /** To whom a call goes. */
    enum Addressee {
        LEADER,
        MEMBER
    }

    private record Call(long to, CompletableFuture<byte[]> answer) {}

    private final long self;
    private final Network network;
    private final Lane lane;
    private final PeerHandler handler;
    private final BooleanSupplier leads;
    private final Function<Long, PeerLinks> others;
    private final Map<Long, Call> calls = new TreeMap<>();
    private long lastId;

    /** How other members are reached; null when one does not run. */
    record Wiring(Network network, Function<Long, PeerLinks> others) {}

    PeerLinks(long self, Lane lane, PeerHandler handler, BooleanSupplier leads, Wiring wiring) {
        this.self = self;
        this.lane = lane;
        this.handler = handler;
        this.leads = leads;
        this.network = wiring.network();
        this.others = wiring.others();
    }

    CompletionStage<byte[]> call(long to, Addressee addressee, byte[] request, long timeoutMillis) {
        long id = ++lastId;
        Call call = new Call(to, new CompletableFuture<>());
        calls.put(id, call);
        lane.after(timeoutMillis * 1_000_000, "call timeout", () -> lost(id));
        byte[] sent = request.clone();
        if (to == self) {
            handle(addressee, sent)
                    .whenComplete((answer, failure) -> answered(id, answer, failure));
        } else {
            network.send(self, to, "call", () -> arrive(id, to, addressee, sent));
        }
        return call.answer();
    }

    private void arrive(long id, long to, Addressee addressee, byte[] request) {
        PeerLinks receiver = others.apply(to);
        if (receiver == null) {
            network.send(
                    to,
                    self,
                    "refused",
                    () ->
                            lane.inOrder(
                                    0,
                                    "refused",
                                    () ->
                                            answered(
                                                    id,
                                                    null,
                                                    new NotLeaderException("cannot reach " + to))));
            return;
        }
        receiver.lane.inOrder(0, "called", () -> receiver.serve(this, id, addressee, request));
    }

    private void serve(PeerLinks caller, long id, Addressee addressee, byte[] request) {
        handle(addressee, request)
                .whenComplete(
                        (answer, failure) -> {
                            byte[] sent = answer == null ? null : answer.clone();
                            network.send(
                                    self,
                                    caller.self,
                                    "answer",
                                    () ->
                                            caller.lane.inOrder(
                                                    0,
                                                    "answered",
                                                    () -> caller.answered(id, sent, failure)));
                        });
    }

    private CompletionStage<byte[]> handle(Addressee addressee, byte[] request) {
        if (addressee == Addressee.LEADER && !leads.getAsBoolean()) {
            return CompletableFuture.failedFuture(new NotLeaderException("not the leader"));
        }
        try {
            return addressee == Addressee.LEADER
                    ? handler.handle(request)
                    : handler.handleAsMember(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(long id, byte[] answer, Throwable failure) {
        Call call = calls.remove(id);
        if (call == null) {
            return;
        }
        if (failure == null) {
            call.answer().complete(answer);
        } else if (failure instanceof NotLeaderException) {
            call.answer().completeExceptionally(failure);
        } else {
            call.answer().completeExceptionally(new ProposalLostException("failed there", failure));
        }
    }

    private void lost(long id) {
        Call call = calls.remove(id);
        if (call != null) {
            call.answer().completeExceptionally(new ProposalLostException("no answer"));
        }
    }

    /** The connections to a member broke: what was under way there has an unknown fate. */
    void disconnected(long memberId) {
        lane.inOrder(
                1_000_000,
                "disconnected",
                () ->
                        Map.copyOf(calls).entrySet().stream()
                                .filter(call -> call.getValue().to() == memberId)
                                .map(Map.Entry::getKey)
                                .sorted()
                                .forEach(this::lost));
    }
}
