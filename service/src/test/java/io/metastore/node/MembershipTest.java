package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.Member;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MembershipTest {
    private static final Map<String, List<String>> PEER_URLS =
            Map.of("one", List.of("http://one:2380"), "two", List.of("http://two:2380"));

    private final ReplicaFixture fixture = new ReplicaFixture(1);

    @Test
    void every_member_derives_the_same_cluster_and_its_own_id() {
        Identity one = identity("one");
        Identity two = identity("two");

        assertThat(one.clusterId()).isEqualTo(two.clusterId());
        assertThat(one.memberId()).isNotEqualTo(two.memberId()).isNotZero();
        assertThat(one.bootstrapMembers())
                .containsExactlyInAnyOrderElementsOf(two.bootstrapMembers());
    }

    @Test
    void the_first_start_records_the_members_and_publishes_this_one() {
        Membership membership = membership("one");
        membership.publish();
        settle();

        assertThat(membership.published()).isCompleted();
        assertThat(fixture.members.members())
                .extracting(Member::getName)
                .containsExactlyInAnyOrder("one", "two");
        assertThat(clientUrls("one")).containsExactly("http://one:2379");
        assertThat(clientUrls("two")).isEmpty();
    }

    @Test
    void members_that_start_together_record_the_cluster_once() {
        Membership one = membership("one");
        Membership two = membership("two");
        one.publish();
        two.publish();
        settle();

        assertThat(one.published()).isCompleted();
        assertThat(two.published()).isCompleted();
        assertThat(fixture.members.members()).hasSize(2);
        assertThat(clientUrls("one")).containsExactly("http://one:2379");
        assertThat(clientUrls("two")).containsExactly("http://two:2379");
    }

    @Test
    void publishing_is_tried_again_until_it_succeeds() {
        Membership membership = membership("one");
        membership.publish();
        fixture.timer.passMillis(7_001);
        fixture.proposals.tick();
        assertThat(membership.published()).isNotDone();

        settle();

        assertThat(membership.published()).isCompleted();
    }

    @Test
    void publishing_ends_with_the_node() {
        membership("one").publish();
        fixture.proposals.stop();
        fixture.timer.runDue();

        assertThat(fixture.timer.waiting()).isZero();
    }

    /** Applies the two commands of a publication, each with the answer that sets off the next. */
    private void settle() {
        for (int command = 0; command < 2; command++) {
            fixture.timer.runDue();
            fixture.applySent();
        }
        fixture.timer.runDue();
    }

    private List<String> clientUrls(String name) {
        return fixture.members.members().stream()
                .filter(member -> member.getName().equals(name))
                .flatMap(member -> member.getClientURLsList().stream())
                .toList();
    }

    private Membership membership(String name) {
        return new Membership(
                identity(name), fixture.members, fixture.proposals, fixture.timer, false);
    }

    private static Identity identity(String name) {
        return Identity.derive(name, List.of("http://" + name + ":2379"), PEER_URLS, "token");
    }
}
