package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Network;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links between members that are cut, one way and both ways, and come back. */
@OnCluster(members = 3, storages = Storage.MIXED)
final class PartitionIT {
    private static final Duration ELECTION_MAX = Duration.ofSeconds(20);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    /** Several election time-outs: long enough for a member on its own to have tried again. */
    private static final int ATTEMPTS_WHILE_CUT = 6;

    private final Cluster cluster;
    private final Network network;

    PartitionIT(Launcher launcher) {
        this.cluster = launcher.startOnceInNetwork();
        this.network = cluster.network();
    }

    @AfterEach
    void heal() {
        network.heal();
    }

    /** What a linearizable read says; empty when it is not answered. */
    private static Optional<String> read(Client client, String key) {
        try {
            RangeResponse response = client.withDeadline(ATTEMPT).kv().range(get(key));
            return Optional.of(
                    response.getCount() == 0 ? "" : response.getKvs(0).getValue().toStringUtf8());
        } catch (StatusRuntimeException e) {
            return Optional.empty();
        }
    }

    private static StatusResponse status(Member member) {
        return member.client().status();
    }

    @Test
    void a_leader_that_is_cut_off_reads_nothing_stale_and_acknowledges_nothing() {
        Member old = cluster.leader();
        Client other = cluster.followers().get(0).client();
        old.client().kv().put(put("cut", "before"));
        network.isolate(old);
        Await.until(
                "a write without it", ELECTION_MAX, () -> other.isWritten(ATTEMPT, "cut", "after"));

        for (int i = 0; i < ATTEMPTS_WHILE_CUT; i++) {
            assertThat(read(old.client(), "cut")).isEmpty();
            assertThat(old.client().isWritten(ATTEMPT, "cut-off", "alone " + i)).isFalse();
        }
        network.heal();
        Await.until(
                "the old leader reads again",
                ELECTION_MAX,
                () -> {
                    Optional<String> answer = read(old.client(), "cut");
                    assertThat(answer.orElse("after")).isEqualTo("after");
                    return answer.isPresent();
                });
    }

    @Test
    void a_follower_that_returns_does_not_disturb_the_leader() {
        Member leader = cluster.leader();
        Member away = cluster.followers().get(0);
        long term = status(leader).getRaftTerm();
        network.isolate(away);
        for (int i = 0; i < ATTEMPTS_WHILE_CUT; i++) {
            assertThat(away.client().isWritten(ATTEMPT, "away", "v")).isFalse();
            assertThat(leader.client().isWritten(ATTEMPT, "stay", "v" + i)).isTrue();
        }
        network.heal();
        Await.until(
                "the one that was away writes",
                ELECTION_MAX,
                () -> away.client().isWritten(ATTEMPT, "away", "w"));
        for (Member member : cluster.members()) {
            assertThat(status(member).getRaftTerm()).as("term of %s", member).isEqualTo(term);
            assertThat(status(member).getLeader()).isEqualTo(leader.client().memberId());
        }
    }

    @Test
    void a_follower_that_does_not_hear_the_leader_does_not_depose_it() {
        Member leader = cluster.leader();
        Member deaf = cluster.followers().get(0);
        long term = status(leader).getRaftTerm();
        network.cut(leader, deaf);
        for (int i = 0; i < ATTEMPTS_WHILE_CUT; i++) {
            Await.pause(ATTEMPT);
            assertThat(leader.client().isWritten(ATTEMPT, "deaf", "v" + i)).isTrue();
        }
        network.healAnew();
        Await.until(
                "the deaf one writes",
                ELECTION_MAX,
                () -> deaf.client().isWritten(ATTEMPT, "deaf", "w"));
        assertThat(status(leader).getRaftTerm()).isEqualTo(term);
        assertThat(cluster.leader()).isSameAs(leader);
    }

    @Test
    void a_leader_that_hears_nobody_makes_room_for_another() {
        Member deaf = cluster.leader();
        List<Member> others = cluster.followers();
        others.forEach(other -> network.cut(other, deaf));
        Await.until(
                "a write without it",
                ELECTION_MAX,
                () -> others.get(0).client().isWritten(ATTEMPT, "room", "v"));
        assertThat(deaf.client().isWritten(ATTEMPT, "room", "w")).isFalse();
    }
}
