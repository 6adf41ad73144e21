package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.peer.ClusterAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterJoinTest {
    private static final Map<String, List<String>> TOLD =
            Map.of("one", List.of("http://one:2380"), "two", List.of("http://two:2380"));
    private static final Member ONE = member(1, "one", "http://one:2380");
    private static final Member TWO_UNSTARTED = member(2, "", "http://two:2380");

    private final List<ClusterAnswer> answers = new ArrayList<>();
    private int rounds;

    @Test
    void joins_as_the_member_that_has_its_address() {
        answers.add(cluster(ONE, TWO_UNSTARTED));

        Identity identity = join();

        assertThat(identity.memberId()).isEqualTo(2);
        assertThat(identity.clusterId()).isEqualTo(9);
        assertThat(identity.joined()).isTrue();
        assertThat(identity.bootstrapMembers()).containsExactly(ONE, TWO_UNSTARTED);
    }

    @Test
    void asks_again_while_the_one_who_answers_does_not_know_it_yet() {
        answers.add(cluster());
        answers.add(cluster(ONE));
        answers.add(cluster(ONE, TWO_UNSTARTED));

        assertThat(join().memberId()).isEqualTo(2);
        assertThat(rounds).isEqualTo(2);
    }

    @Test
    void gives_up_when_the_members_do_not_fit() {
        answers.add(cluster(ONE));

        assertThatThrownBy(this::join).hasMessageContaining("member count is unequal");
        assertThat(rounds).isEqualTo(ClusterJoin.ROUNDS_MAX - 1);
    }

    @Test
    void gives_up_when_its_address_is_unknown() {
        answers.add(cluster(ONE, member(2, "", "http://elsewhere:2380")));

        assertThatThrownBy(this::join)
                .hasMessageContaining("no match found for existing member (2");
    }

    @Test
    void gives_up_when_nobody_answers() {
        assertThatThrownBy(this::join).hasMessageContaining("cannot fetch cluster info");
    }

    @Test
    void member_that_lost_its_data_does_not_come_back_under_its_id() {
        answers.add(cluster(ONE, member(2, "two", "http://two:2380")));

        assertThatThrownBy(this::join).hasMessageContaining("2 has already been bootstrapped");
    }

    @Test
    void member_of_a_new_cluster_must_not_have_published_before() {
        answers.add(cluster(ONE, TWO_UNSTARTED));
        assertThatCode(() -> asking().requireNew(2)).doesNotThrowAnyException();

        answers.set(
                0, cluster(ONE, TWO_UNSTARTED.toBuilder().addClientURLs("http://two:1").build()));
        assertThatThrownBy(() -> asking().requireNew(2))
                .hasMessageContaining("2 has already been bootstrapped");
    }

    private Identity join() {
        return asking().join(() -> rounds++);
    }

    private ClusterJoin asking() {
        return new ClusterJoin(
                "two",
                List.of(),
                TOLD,
                (peer, request) -> {
                    assertThat(peer.host()).isEqualTo("one");
                    return answers.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    answers.get(Math.min(rounds, answers.size() - 1))
                                            .toByteArray());
                });
    }

    private static ClusterAnswer cluster(Member... members) {
        return ClusterAnswer.newBuilder().setClusterId(9).addAllMembers(List.of(members)).build();
    }

    private static Member member(long id, String name, String peerUrl) {
        return Member.newBuilder().setID(id).setName(name).addPeerURLs(peerUrl).build();
    }
}
