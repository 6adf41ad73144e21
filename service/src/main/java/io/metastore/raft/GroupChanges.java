package io.metastore.raft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.PeerId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a leader can do to the configuration of its group. Any thread. */
final class GroupChanges {
    private final Node node;

    GroupChanges(Node node) {
        this.node = node;
    }

    /**
     * The configuration, certainly committed. The library shows the one that was appended last;
     * removing nobody is refused while a change is under way and done at once otherwise.
     */
    CompletionStage<GroupConfiguration> committed() {
        return attempt(done -> node.removeLearners(List.of(PeerIds.peerId(PeerIds.NOBODY)), done))
                .thenApply(unused -> shown());
    }

    private GroupConfiguration shown() {
        return new GroupConfiguration(ids(node.listPeers()), ids(node.listLearners()));
    }

    private static Set<Long> ids(Collection<PeerId> peers) {
        return peers.stream().map(PeerIds::idOf).collect(Collectors.toSet());
    }

    CompletionStage<Void> change(GroupChange change) {
        PeerId peer = PeerIds.peerId(change.memberId());
        return attempt(
                done -> {
                    switch (change.kind()) {
                        case ADD_LEARNER -> node.addLearners(List.of(peer), done);
                        case REMOVE_LEARNER -> node.removeLearners(List.of(peer), done);
                        case ADD_VOTER -> node.addPeer(peer, done);
                        case REMOVE_VOTER -> node.removePeer(peer, done);
                    }
                });
    }

    /** Asks another voter to take over; completes when it has been asked. */
    CompletionStage<Void> transfer(long memberId) {
        try {
            Status status = node.transferLeadershipTo(PeerIds.peerId(memberId));
            return status.isOk()
                    ? CompletableFuture.completedStage(null)
                    : CompletableFuture.failedStage(
                            new NotLeaderException("no transfer: " + status.getErrorMsg()));
        } catch (IllegalStateException e) {
            return CompletableFuture.failedStage(new NotLeaderException("closing", e));
        }
    }

    private static CompletionStage<Void> attempt(Consumer<Closure> action) {
        var answer = new CompletableFuture<Void>();
        try {
            action.accept(
                    status -> {
                        if (status.isOk()) {
                            answer.complete(null);
                        } else {
                            answer.completeExceptionally(
                                    new NotLeaderException(
                                            "configuration: " + status.getErrorMsg()));
                        }
                    });
        } catch (IllegalStateException | IllegalArgumentException e) {
            // Closing, or a change that does not fit what there is.
            answer.completeExceptionally(e);
        }
        return answer.minimalCompletionStage();
    }
}
