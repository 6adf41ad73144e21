package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MoveLeaderRequest;
import io.metastore.api.etcdserverpb.MoveLeaderResponse;
import io.metastore.raft.Consensus;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets another voter lead, when a client asks for it or this leader stops. Any thread. */
public final class LeaderMoves {
    static final long LOOK_MILLIS = 20;

    private final long self;
    private final ClusterView cluster;
    private final Contacts contacts;
    private final Leadership leadership;
    private final Supplier<Consensus> consensus;
    private final ScheduledExecutorService timer;
    private final long timeoutMillis;

    /** What is looked at, and who looks again. */
    record Parts(
            ClusterView cluster,
            Contacts contacts,
            Leadership leadership,
            ScheduledExecutorService timer) {}

    LeaderMoves(long self, Parts parts, Supplier<Consensus> consensus, long timeoutMillis) {
        this.self = self;
        this.cluster = parts.cluster();
        this.contacts = parts.contacts();
        this.leadership = parts.leadership();
        this.timer = parts.timer();
        this.consensus = consensus;
        this.timeoutMillis = timeoutMillis;
    }

    /** Answered when the other one leads; refused unless this member does now. */
    public CompletionStage<MoveLeaderResponse> move(MoveLeaderRequest request, Executor executor) {
        long target = request.getTargetID();
        if (!leadership.isSelf()) {
            throw EtcdError.NOT_LEADER.exception();
        }
        if (cluster.voters().stream().noneMatch(voter -> voter.getID() == target)) {
            throw EtcdError.BAD_LEADER_TRANSFEREE.exception();
        }
        return move(target, timeoutMillis)
                .thenApplyAsync(moved -> MoveLeaderResponse.getDefaultInstance(), executor);
    }

    private CompletionStage<Void> move(long target, long millis) {
        CompletableFuture<Void> moved = new CompletableFuture<>();
        look(target, false, millis / LOOK_MILLIS, moved);
        return moved;
    }

    /** The library refuses while it changes the configuration, so it may have to be asked again. */
    private void look(long target, boolean asked, long looks, CompletableFuture<Void> moved) {
        if (leadership.leader().memberId() == target) {
            moved.complete(null);
        } else if (looks <= 0) {
            moved.completeExceptionally(EtcdError.TIMEOUT_LEADER_TRANSFER.exception());
        } else if (asked) {
            again(() -> look(target, true, looks - 1, moved));
        } else {
            consensus
                    .get()
                    .transferLeadership(target)
                    .whenComplete(
                            (done, failure) ->
                                    again(() -> look(target, failure == null, looks - 1, moved)));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer drops it along with the node
    private void again(Runnable look) {
        timer.schedule(look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Hands over before this member stops; gives up after the given time. Blocks. */
    void handOver(long millis) {
        Optional<Member> successor =
                cluster.voters().stream()
                        .filter(voter -> voter.getID() != self && contacts.isActive(voter.getID()))
                        .max(Comparator.comparing(one -> contacts.appliedIndex(one.getID())));
        if (successor.isEmpty() || !leadership.isSelf()) {
            return;
        }
        try {
            move(successor.get().getID(), millis)
                    .toCompletableFuture()
                    .get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The others elect a leader when they miss this one.
        }
    }
}
