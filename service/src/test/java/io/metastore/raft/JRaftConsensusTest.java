package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every member promises, seen at one and at three members. */
@Timeout(60)
class JRaftConsensusTest {
    @TempDir Path directory;

    @Test
    void sole_voter_commits_and_finds_its_entries_after_a_restart() {
        try (var group = new TestGroup(directory, 1, 10).start()) {
            TestMember member = group.leader();
            member.commit("a");
            member.commit("b");
            member.close();

            member.restart();

            Eventually.until("replay", () -> member.machine().entries().size() == 2);
            assertThat(member.machine().entries()).containsExactly("a", "b");
        }
    }

    @Test
    void three_members_agree_and_followers_refuse_proposals() {
        try (var group = new TestGroup(directory, 3, 10).start()) {
            TestMember leader = group.leader();
            leader.commit("a");
            for (TestMember follower : group.others(leader)) {
                assertThatThrownBy(() -> follower.commit("x"))
                        .isInstanceOf(NotLeaderException.class);
                Eventually.until("follows", () -> follower.consensus().status().leaderId() != 0);
                long index = Eventually.get(follower.consensus().readBarrier());
                assertThat(index).isPositive();
                assertThat(follower.machine().entries()).isEqualTo(List.of("a"));
                assertThat(follower.call("hello")).isEqualTo("hello@" + leader.id());
            }
            assertThat(leader.call("hello")).isEqualTo("hello@" + leader.id());
        }
    }
}
