package io.metastore.tests.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberAddRequest;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberPromoteRequest;
import io.metastore.api.etcdserverpb.MemberRemoveRequest;
import io.metastore.api.etcdserverpb.MemberUpdateRequest;
import io.metastore.api.etcdserverpb.MoveLeaderRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Changes of members as one call each. */
final class Changes {
    private static final Duration CHANGE_MAX = Duration.ofSeconds(90);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private Changes() {}

    static long add(Client client, String peerUrl, boolean learner) {
        return client.cluster()
                .memberAdd(
                        MemberAddRequest.newBuilder()
                                .addPeerURLs(peerUrl)
                                .setIsLearner(learner)
                                .build())
                .getMember()
                .getID();
    }

    static long promote(Client client, long id) {
        return client.cluster()
                .memberPromote(MemberPromoteRequest.newBuilder().setID(id).build())
                .getMembersCount();
    }

    static long remove(Client client, long id) {
        return client.cluster()
                .memberRemove(MemberRemoveRequest.newBuilder().setID(id).build())
                .getMembersCount();
    }

    static long update(Client client, long id, String peerUrl) {
        return client.cluster()
                .memberUpdate(
                        MemberUpdateRequest.newBuilder().setID(id).addPeerURLs(peerUrl).build())
                .getMembersCount();
    }

    static void moveLeader(Client client, long id) {
        assertThat(
                        client.maintenance()
                                .moveLeader(MoveLeaderRequest.newBuilder().setTargetID(id).build())
                                .hasHeader())
                .isFalse();
    }

    static List<Member> members(Client client) {
        return client.cluster()
                .memberList(MemberListRequest.newBuilder().setLinearizable(true).build())
                .getMembersList();
    }

    /** Members must have been healthy for a while before etcd lets the next change through. */
    static <T> T retried(Supplier<T> change) {
        List<T> done = new ArrayList<>();
        List<StatusRuntimeException> refusals = new ArrayList<>();
        try {
            Await.until("the change", CHANGE_MAX, () -> isDone(change, done, refusals));
            return done.get(0);
        } catch (AssertionError e) {
            refusals.forEach(e::addSuppressed);
            throw e;
        }
    }

    private static <T> boolean isDone(
            Supplier<T> change, List<T> done, List<StatusRuntimeException> refusals) {
        try {
            done.add(change.get());
            return true;
        } catch (StatusRuntimeException e) {
            refusals.add(e);
            Await.pause(RETRY_PAUSE);
            return false;
        }
    }
}
