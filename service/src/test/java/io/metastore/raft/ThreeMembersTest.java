package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a group promises. */
@Timeout(60)
class ThreeMembersTest {
    @TempDir Path directory;

    private TestGroup group(int snapshotCatchUpEntries) {
        return new TestGroup(directory, 3, snapshotCatchUpEntries).start();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void larger_group_commits(int size) {
        try (var group = new TestGroup(directory, size, 10).start()) {
            group.leader().commit("a");
            group.members().forEach(member -> awaitEntries(member, List.of("a")));
        }
    }

    @Test
    void follower_refuses_proposals_and_reads_what_was_acknowledged() {
        try (var group = group(10)) {
            TestMember leader = group.leader();
            for (TestMember follower : group.others(leader)) {
                awaitFollowing(follower, leader);
                assertThatThrownBy(() -> follower.commit("x"))
                        .isInstanceOf(NotLeaderException.class);
                leader.commit("for " + follower.id());
                long index = Eventually.get(follower.consensus().readBarrier());
                assertThat(follower.machine().entries()).contains("for " + follower.id());
                assertThat(follower.consensus().status().appliedIndex())
                        .isGreaterThanOrEqualTo(index);
            }
            assertThat(leader.machine().entries()).hasSize(2);
        }
    }

    @Test
    void members_that_begin_with_a_snapshot_answer_reads_before_the_first_entry() {
        try (var group = group(5)) {
            TestMember leader = group.leader();
            commitAndTruncate(leader);
            List<String> entries = leader.machine().entries();
            group.members().forEach(member -> awaitEntries(member, entries));
            for (TestMember member : group.others(leader)) {
                takeSnapshot(member);
            }
            group.close();

            group.members().forEach(TestMember::restart);

            TestMember next = group.leader();
            for (TestMember follower : group.others(next)) {
                awaitFollowing(follower, next);
                Eventually.get(follower.consensus().readBarrier());
                assertThat(follower.machine().entries()).isEqualTo(entries);
            }
        }
    }

    @Test
    void leader_answers_calls_of_followers_and_its_own() {
        try (var group = group(10)) {
            TestMember leader = group.leader();
            group.others(leader).forEach(follower -> awaitFollowing(follower, leader));
            for (TestMember member : group.members()) {
                assertThat(member.call("hello")).isEqualTo("hello@" + leader.id());
            }
            byte[] large = new byte[PeerCalls.BODY_BYTES_MAX + 1];
            TestMember follower = group.others(leader).get(0);
            for (TestMember member : List.of(leader, follower)) {
                assertThatThrownBy(() -> Eventually.get(member.consensus().callLeader(large, 1000)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void every_member_answers_calls_meant_for_it() {
        try (var group = group(10)) {
            TestMember leader = group.leader();
            for (TestMember from : group.members()) {
                for (TestMember to : group.members()) {
                    assertThat(from.callMember(to.id(), "hello"))
                            .isEqualTo("member hello@" + to.id());
                }
            }
            assertThatThrownBy(() -> leader.callMember(77, "hello"))
                    .isInstanceOf(NotLeaderException.class);
            TestMember down = group.others(leader).get(0);
            down.close();
            assertThatThrownBy(() -> leader.callMember(down.id(), "hello"))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void calls_are_bounded_in_time_and_carry_the_handler_failure() {
        try (var group = group(10)) {
            TestMember leader = group.leader();
            group.others(leader).forEach(follower -> awaitFollowing(follower, leader));
            for (TestMember member : group.members()) {
                assertThatThrownBy(() -> member.call(TestMember.NEVER, 300))
                        .isInstanceOf(ProposalLostException.class);
                assertThatThrownBy(() -> member.call(TestMember.FAIL, 5_000))
                        .isInstanceOf(RuntimeException.class)
                        .hasMessageContaining("handler");
            }
        }
    }

    @Test
    void commits_go_on_under_a_new_leader_and_the_old_one_catches_up() {
        try (var group = group(10)) {
            TestMember old = group.leader();
            old.commit("a");
            old.close();

            TestMember leader = group.leader();
            leader.commit("b");
            old.restart();
            leader.commit("c");

            group.members().forEach(member -> awaitEntries(member, List.of("a", "b", "c")));
            awaitFollowing(old, leader);
            Eventually.get(old.consensus().readBarrier());
        }
    }

    @Test
    void member_that_was_away_too_long_gets_a_snapshot() {
        try (var group = group(5)) {
            TestMember leader = group.leader();
            TestMember away = group.others(leader).get(0);
            leader.commit("first");
            away.close();
            commitAndTruncate(leader);

            away.restart();

            awaitEntries(away, leader.machine().entries());
            assertThat(away.machine().snapshotsLoaded()).isOne();
            leader.commit("last");
            awaitEntries(away, leader.machine().entries());
            awaitApplied(away, leader);
        }
    }

    @Test
    void what_follows_a_snapshot_is_kept_for_the_member_that_is_loading_it() {
        try (var group = group(5)) {
            TestMember leader = group.leader();
            TestMember slow = group.others(leader).get(0);
            slow.close();
            commitAndTruncate(leader);
            var loading = new CountDownLatch(1);
            var loaded = new CountDownLatch(1);

            slow.restart(
                    () -> {
                        loading.countDown();
                        Eventually.await(loaded);
                    });
            Eventually.await(loading);
            for (int i = 0; i < 10; i++) {
                leader.commit("meanwhile " + i);
                leader.consensus().snapshot();
            }
            loaded.countDown();

            awaitEntries(slow, leader.machine().entries());
            assertThat(slow.machine().snapshotsLoaded()).isOne();
            commitAndTruncate(leader);
        }
    }

    @Test
    void member_that_lost_its_disk_gets_a_snapshot() {
        try (var group = group(5)) {
            TestMember leader = group.leader();
            TestMember fresh = group.others(leader).get(0);
            fresh.close();
            Directories.delete(fresh.config().directory());
            commitAndTruncate(leader);

            fresh.restart();

            awaitEntries(fresh, leader.machine().entries());
            assertThat(fresh.machine().snapshotsLoaded()).isOne();
            awaitApplied(fresh, leader);
            fresh.close();
            fresh.restart();
            awaitEntries(fresh, leader.machine().entries());
        }
    }

    @Test
    void leader_without_a_majority_neither_acknowledges_nor_answers_reads() {
        try (var group = group(10)) {
            TestMember leader = group.leader();
            leader.commit("a");
            List<TestMember> others = group.others(leader);
            others.forEach(TestMember::close);

            CompletionStage<Void> proposal = leader.propose("b");
            CompletionStage<Long> barrier = leader.consensus().readBarrier();

            assertThatThrownBy(() -> Eventually.get(barrier))
                    .isInstanceOf(NotLeaderException.class);
            assertThatThrownBy(() -> Eventually.get(proposal))
                    .isInstanceOf(ProposalLostException.class);
            Eventually.until("deposed", () -> leader.machine().events().contains("not leading"));
            assertThat(leader.machine().entries()).containsExactly("a");
            assertThatThrownBy(() -> leader.call("hello")).isInstanceOf(NotLeaderException.class);

            others.forEach(TestMember::restart);
            group.leader().commit("c");
            group.members()
                    .forEach(
                            member ->
                                    Eventually.until(
                                            "c", () -> member.machine().entries().contains("c")));
        }
    }

    /** Two snapshots: the log goes up to the first of them when the second is there. */
    private static void commitAndTruncate(TestMember leader) {
        for (int round = 0; round < 2; round++) {
            IntStream.range(0, 20).mapToObj(i -> "entry " + i).forEach(leader::commit);
            takeSnapshot(leader);
        }
    }

    private static void takeSnapshot(TestMember leader) {
        long index = leader.consensus().status().appliedIndex();
        leader.consensus().snapshot();
        Path taken = leader.config().directory().resolve("snapshot/snapshot_" + index);
        Eventually.until("snapshot", () -> taken.toFile().exists());
    }

    private static void awaitEntries(TestMember member, List<String> entries) {
        Eventually.until(
                "entries of " + member.id(), () -> member.machine().entries().equals(entries));
    }

    private static void awaitApplied(TestMember member, TestMember leader) {
        long index = leader.consensus().status().appliedIndex();
        Eventually.until(
                "applied index", () -> member.consensus().status().appliedIndex() == index);
    }

    private static void awaitFollowing(TestMember follower, TestMember leader) {
        Eventually.until("follows", () -> follower.consensus().status().leaderId() == leader.id());
    }
}
