package io.metastore.tests.robustness.nemesis;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.MemberAddRequest;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberPromoteRequest;
import io.metastore.api.etcdserverpb.MemberRemoveRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Changes of the membership, asked for through one member after the other until the list of members
 * shows them: a request that failed may have been carried out.
 */
final class MemberChanges {
    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(300);

    private final List<Member> askable;
    private int asked;
    private String lastFailure = "";

    MemberChanges(List<Member> askable) {
        this.askable = askable;
    }

    void add(Member joiner, boolean learner) {
        MemberAddRequest request =
                MemberAddRequest.newBuilder()
                        .addPeerURLs(joiner.peerUrl())
                        .setIsLearner(learner)
                        .build();
        until(
                "add " + joiner.name(),
                () -> listed(joiner).isPresent(),
                client -> client.cluster().memberAdd(request));
    }

    void promote(Member learner) {
        until(
                "promote " + learner.name(),
                () -> listed(learner).filter(member -> !member.getIsLearner()).isPresent(),
                client -> client.cluster().memberPromote(promotion(learner)));
    }

    void remove(Member old) {
        until(
                "remove " + old.name(),
                () -> listed(old).isEmpty(),
                client -> client.cluster().memberRemove(removal(old)));
    }

    private MemberPromoteRequest promotion(Member member) {
        return MemberPromoteRequest.newBuilder().setID(idOf(member)).build();
    }

    private MemberRemoveRequest removal(Member member) {
        return MemberRemoveRequest.newBuilder().setID(idOf(member)).build();
    }

    private long idOf(Member member) {
        return listed(member).map(io.metastore.api.etcdserverpb.Member::getID).orElse(0L);
    }

    private Optional<io.metastore.api.etcdserverpb.Member> listed(Member wanted) {
        MemberListRequest request = MemberListRequest.newBuilder().setLinearizable(true).build();
        return client().cluster().memberList(request).getMembersList().stream()
                .filter(member -> member.getPeerURLsList().contains(wanted.peerUrl()))
                .findFirst();
    }

    private Client client() {
        Client client = askable.get(asked % askable.size()).client();
        client.reconnect();
        return client.withDeadline(ATTEMPT);
    }

    private void until(String what, BooleanSupplier done, Consumer<Client> change) {
        try {
            Await.until(what, CHANGE_MAX, () -> isDone(done, change));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the last failure: " + lastFailure, e);
        }
    }

    private boolean isDone(BooleanSupplier done, Consumer<Client> change) {
        try {
            if (!done.getAsBoolean()) {
                change.accept(client());
            }
            return done.getAsBoolean();
        } catch (StatusRuntimeException e) {
            lastFailure = e.getStatus().toString();
            asked++;
            Await.pause(RETRY_PAUSE);
            return false;
        }
    }
}
