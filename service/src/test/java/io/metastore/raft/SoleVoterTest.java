package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one member promises without any other. */
@Timeout(60)
class SoleVoterTest {
    @TempDir Path directory;

    private TestMember member(int snapshotCatchUpEntries) {
        Peer self = TestGroup.peers(1).get(0);
        return new TestMember(
                TestMember.config(self, List.of(self), directory, snapshotCatchUpEntries));
    }

    private static void awaitLeader(TestMember member) {
        Eventually.until("leader", member::leads);
    }

    @Test
    void entries_are_replayed_before_leadership_starts() {
        try (var member = member(10).start()) {
            awaitLeader(member);
            member.commit("a");
            member.commit("b");
            member.close();

            member.restart();
            awaitLeader(member);

            assertThat(member.machine().entries()).containsExactly("a", "b");
            List<String> events = member.machine().events();
            assertThat(events.indexOf("apply b")).isLessThan(events.indexOf("leading 2"));
            assertThat(events).contains("leader 1 in 2");
        }
    }

    @Test
    void barrier_of_a_sole_voter_is_answered_at_once() {
        try (var member = member(10).start()) {
            awaitLeader(member);
            member.commit("a");
            var barrier = member.consensus().readBarrier().toCompletableFuture();
            assertThat(barrier).isDone();
            ConsensusStatus status = member.consensus().status();
            assertThat(Eventually.get(barrier)).isEqualTo(status.appliedIndex()).isEqualTo(2);
            assertThat(status).isEqualTo(new ConsensusStatus(Role.LEADER, 1, 1, 2, 2, 2, true));
        }
    }

    @Test
    void restart_ignores_the_configured_voters() {
        try (var member = member(10).start()) {
            awaitLeader(member);
            member.commit("a");
            member.close();
            Peer self = member.config().self();
            Peer other = new Peer(2, "127.0.0.1", self.port() + 1);

            var restarted =
                    new TestMember(TestMember.config(self, List.of(self, other), directory, 10));
            try (restarted) {
                restarted.start();
                awaitLeader(restarted);
                restarted.commit("b");
                assertThat(restarted.machine().entries()).containsExactly("a", "b");
            }
        }
    }

    @Test
    void snapshot_replaces_the_entries_it_contains() {
        try (var member = member(5).start()) {
            awaitLeader(member);
            commit(member, 0, 20);
            snapshot(member, 21);
            commit(member, 20, 40);
            snapshot(member, 41);
            member.commit("40");
            member.close();

            member.restart();
            awaitLeader(member);

            assertThat(member.machine().snapshotsLoaded()).isOne();
            assertThat(member.machine().entries()).isEqualTo(numbers(0, 41));
            assertThat(member.machine().indexes()).containsExactly(42L);
        }
    }

    @Test
    void status_knows_the_applied_index_of_a_loaded_snapshot() {
        try (var member = member(5).start()) {
            awaitLeader(member);
            commit(member, 0, 20);
            snapshot(member, 21);
            member.close();

            member.restart();

            assertThat(member.consensus().status().appliedIndex()).isGreaterThanOrEqualTo(21);
        }
    }

    @Test
    void damaged_position_of_a_snapshot_stops_the_start() throws IOException {
        try (var member = member(5).start()) {
            awaitLeader(member);
            commit(member, 0, 20);
            snapshot(member, 21);
            member.close();
            Path meta = directory.resolve("snapshot/snapshot_21/__raft_snapshot_meta");
            Path position = directory.resolve("snapshot/snapshot_21/position");
            for (Path file : List.of(meta, position)) {
                byte[] bytes = Files.readAllBytes(file);
                byte[] damaged = bytes.clone();
                damaged[damaged.length / 2] ^= 4;
                Files.write(file, damaged);
                assertThatThrownBy(member::restart).isInstanceOf(CorruptLogException.class);
                Files.write(file, bytes);
            }
            member.restart();
            awaitLeader(member);
            assertThat(member.machine().entries()).isEqualTo(numbers(0, 20));
        }
    }

    @Test
    void snapshot_that_the_state_machine_refuses_stops_the_start() throws IOException {
        try (var member = member(5).start()) {
            awaitLeader(member);
            commit(member, 0, 20);
            snapshot(member, 21);
            member.close();
            Path state = directory.resolve("snapshot/snapshot_21/state/entries");
            Path aside = directory.resolve("aside");
            Files.move(state, aside);

            assertThatThrownBy(member::restart)
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseInstanceOf(IOException.class);

            Files.move(aside, state);
            member.restart();
            awaitLeader(member);
            assertThat(member.machine().entries()).isEqualTo(numbers(0, 20));
        }
    }

    @Test
    void exception_in_apply_stops_the_member_for_good() {
        try (var member = member(10).start()) {
            awaitLeader(member);
            member.commit("a");
            assertThatThrownBy(() -> member.commit(RecordingMachine.POISON))
                    .isInstanceOf(ProposalLostException.class);
            Eventually.until("stopped", () -> member.consensus().status().role() == Role.STOPPED);
            assertThatThrownBy(() -> member.commit("b")).isInstanceOf(RuntimeException.class);
            assertThat(member.machine().failure()).hasMessage(RecordingMachine.POISON);
            assertThat(member.machine().entries()).containsExactly("a");
            assertThat(member.machine().events()).containsOnlyOnce("failed");
        }
    }

    @Test
    void peer_port_is_bound_to_the_one_address_only() throws IOException {
        try (var member = member(10).start()) {
            int port = member.config().listenPort();
            new Socket("127.0.0.1", port).close();
            assertThatThrownBy(() -> new Socket("127.0.0.2", port).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void taken_port_fails_the_start_and_leaves_nothing_behind() throws IOException {
        TestMember member = member(10);
        var loopback = InetAddress.getByName("127.0.0.1");
        try (var taken = new ServerSocket(member.config().listenPort(), 1, loopback)) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(member::start).isInstanceOf(RuntimeException.class);
        }
        try (member) {
            member.start();
            awaitLeader(member);
            member.commit("a");
        }
    }

    @Test
    void oversized_entry_and_call_are_refused() {
        try (var member = member(10).start()) {
            awaitLeader(member);
            byte[] large = new byte[JRaftConsensus.ENTRY_BYTES_MAX + 1];
            assertThatThrownBy(() -> Eventually.get(member.consensus().propose(large)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void closed_member_refuses_everything() {
        TestMember member = member(10).start();
        awaitLeader(member);
        member.close();
        member.close();
        assertThat(member.consensus().status().role()).isEqualTo(Role.STOPPED);
        assertThatThrownBy(() -> member.commit("a")).isInstanceOf(NotLeaderException.class);
        assertThatThrownBy(() -> Eventually.get(member.consensus().readBarrier()))
                .isInstanceOf(NotLeaderException.class);
        assertThatThrownBy(() -> member.call("hello")).isInstanceOf(NotLeaderException.class);
    }

    private static void commit(TestMember member, int from, int to) {
        numbers(from, to).forEach(member::commit);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private void snapshot(TestMember member, long index) {
        member.consensus().snapshot();
        Path taken = directory.resolve("snapshot/snapshot_" + index);
        Eventually.until("snapshot", () -> taken.toFile().exists());
    }
}
