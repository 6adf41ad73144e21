package io.metastore.tests.members;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.members.Changes.add;
import static io.metastore.tests.members.Changes.members;
import static io.metastore.tests.members.Changes.moveLeader;
import static io.metastore.tests.members.Changes.promote;
import static io.metastore.tests.members.Changes.remove;
import static io.metastore.tests.members.Changes.retried;
import static io.metastore.tests.members.Changes.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members come and go while clients write; what was acknowledged is there in the end. */
@OnCluster(
        members = 1,
        storages = {Storage.MEMORY, Storage.ROCKSDB})
final class MembershipIT {
    private static final int WRITES = 30;

    private final Launcher launcher;

    MembershipIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void grows_to_three_and_shrinks_to_one_without_losing_a_write() {
        Cluster cluster = launcher.start();
        var first = cluster.member(0);
        var second = launcher.prepareJoiner("second", List.of(first));
        var third = launcher.prepareJoiner("third", List.of(first, second));
        try (Writer writer = new Writer(List.of(first, second, third))) {
            writer.awaitWrites(WRITES);
            long learner = add(first.client(), second.peerUrl(), true);
            second.start();
            second.awaitReady();
            refusesOnLearner(second.client());
            retried(() -> promote(first.client(), learner));
            retried(() -> add(first.client(), third.peerUrl(), false));
            third.start();
            third.awaitReady();
            writer.awaitWrites(WRITES);
            assertThat(members(third.client())).hasSize(3).noneMatch(Member::getIsLearner);

            long firstId = first.client().memberId();
            retried(() -> remove(second.client(), firstId));
            first.awaitExit();
            writer.awaitWrites(WRITES);
            long secondId = second.client().memberId();
            retried(() -> remove(third.client(), secondId));
            second.awaitExit();
            writer.awaitWrites(WRITES);

            assertThat(members(third.client())).hasSize(1);
            writer.stop();
            writer.assertKept(third.client());
        }
    }

    @Test
    void refusals_are_those_of_etcd() {
        Cluster cluster = launcher.start("--max-learners", "2");
        Client client = cluster.client();
        long self = client.memberId();

        assertRefused(
                Code.INVALID_ARGUMENT,
                "etcdserver: given member URLs are invalid",
                () -> add(client, "127.0.0.1:1", false));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: Peer URLs already exists",
                () -> add(client, cluster.member(0).peerUrl(), true));
        assertRefused(Code.NOT_FOUND, "etcdserver: member not found", () -> remove(client, 7));
        assertRefused(Code.NOT_FOUND, "etcdserver: member not found", () -> promote(client, 7));
        assertRefused(
                Code.NOT_FOUND,
                "etcdserver: member not found",
                () -> update(client, 7, "http://127.0.0.1:1"));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: can only promote a learner member",
                () -> promote(client, self));
        assertRefused(
                Code.UNKNOWN,
                "etcdserver: re-configuration failed due to not enough started members",
                () -> remove(client, self));

        long one = add(client, "http://127.0.0.1:1", true);
        long two = add(client, "http://127.0.0.1:2", true);
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: too many learner members in cluster",
                () -> add(client, "http://127.0.0.1:3", true));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: can only promote a learner member which is in sync with leader",
                () -> promote(client, one));
        update(client, two, "http://127.0.0.1:4");
        remove(client, one);
        assertRefused(Code.NOT_FOUND, "etcdserver: member not found", () -> remove(client, one));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: bad leader transferee",
                () -> moveLeader(client, two));
        moveLeader(client, self);
        assertThat(members(client).stream().flatMap(m -> m.getPeerURLsList().stream()))
                .containsExactlyInAnyOrder(cluster.member(0).peerUrl(), "http://127.0.0.1:4");
    }

    private static void refusesOnLearner(Client learner) {
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: rpc not supported for learner",
                () -> learner.kv().put(put("members/learner", "x")));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: rpc not supported for learner",
                () -> members(learner));
        assertThat(learner.status().getIsLearner()).isTrue();
    }
}
