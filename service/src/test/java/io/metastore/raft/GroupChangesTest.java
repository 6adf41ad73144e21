package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupChangesTest {
    @TempDir private Path directory;

    @Test
    void member_joins_learns_votes_leads_and_the_first_one_leaves() {
        List<Peer> peers = TestGroup.peers(2);
        Peer first = peers.get(0);
        Peer second = peers.get(1);
        try (var one = new TestMember(TestMember.config(first, List.of(first), peers, at(1), 10));
                var two = new TestMember(TestMember.config(second, List.of(), peers, at(2), 10))) {
            one.start();
            Eventually.until("a leader", one::leads);
            one.commit("a");
            assertThat(configuration(one)).isEqualTo(group(Set.of(1L), Set.of()));

            two.start();
            change(one, GroupChange.Kind.ADD_LEARNER, 2);
            assertThat(configuration(one)).isEqualTo(group(Set.of(1L), Set.of(2L)));
            Eventually.until("the learner has it", () -> two.machine().entries().contains("a"));

            change(one, GroupChange.Kind.REMOVE_LEARNER, 2);
            change(one, GroupChange.Kind.ADD_VOTER, 2);
            assertThat(configuration(one)).isEqualTo(group(Set.of(1L, 2L), Set.of()));
            assertThatThrownBy(() -> configuration(two)).isNotNull();

            Eventually.get(one.consensus().transferLeadership(2));
            Eventually.until("the second leads", two::leads);
            change(two, GroupChange.Kind.REMOVE_VOTER, 1);
            assertThat(configuration(two)).isEqualTo(group(Set.of(2L), Set.of()));
            one.close();
            two.commit("b");
            assertThat(two.machine().entries()).containsExactly("a", "b");
        }
    }

    @Test
    void member_is_found_again_at_another_address_after_a_restart_of_both() {
        List<Peer> peers = TestGroup.peers(3);
        Peer first = peers.get(0);
        Peer second = peers.get(1);
        Peer moved = new Peer(second.id(), peers.get(2).host(), peers.get(2).port());
        List<Peer> voters = List.of(first, second);
        var one = new TestMember(TestMember.config(first, voters, at(1), 10));
        var two = new TestMember(TestMember.config(second, voters, at(2), 10));
        try (one;
                two) {
            one.start();
            two.start();
            Eventually.until("a leader", () -> one.leads() || two.leads());
            (one.leads() ? one : two).commit("a");
            one.consensus().reachAt(List.of(moved));
            one.close();
            two.close();

            one.restart();
            try (var again = new TestMember(TestMember.config(moved, voters, at(2), 10))) {
                again.start();
                Eventually.until("a leader", () -> one.leads() || again.leads());
                (one.leads() ? one : again).commit("b");
                Eventually.until(
                        "both have both",
                        () ->
                                one.machine().entries().equals(List.of("a", "b"))
                                        && again.machine().entries().equals(List.of("a", "b")));
            }
        }
    }

    private Path at(int member) {
        return directory.resolve("m" + member);
    }

    private static void change(TestMember leader, GroupChange.Kind kind, long id) {
        Eventually.get(leader.consensus().change(new GroupChange(kind, id)));
    }

    private static GroupConfiguration configuration(TestMember member) {
        return Eventually.get(member.consensus().configuration());
    }

    private static GroupConfiguration group(Set<Long> voters, Set<Long> learners) {
        return new GroupConfiguration(voters, learners);
    }
}
