package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.command.Command;
import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.SnapshotFileFormat;
import io.metastore.node.Leadership.Leader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicaTest {
    private final ReplicaFixture member = new ReplicaFixture(1);

    @Test
    void an_entry_that_the_state_holds_already_is_skipped() {
        member.submit(ReplicaFixture.put("k", 0));
        byte[] entry = member.sent.get(0);
        member.replica.apply(5, 1, entry);
        member.replica.apply(5, 1, entry);
        member.replica.apply(4, 1, new byte[0]);

        assertThat(member.engine.appliedIndex()).isEqualTo(5);
        assertThat(member.store.revision()).isEqualTo(2);
        assertThat(member.stats.puts()).isEqualTo(1);
    }

    @Test
    void answers_leave_when_the_group_of_entries_ends() {
        CompletableFuture<Message> answer = member.submit(ReplicaFixture.put("k", 0));
        member.replica.apply(1, 1, member.sent.get(0));
        assertThat(answer).isNotDone();

        member.replica.applyBatchEnded();

        assertThat(((PutResponse) answer.join()).getHeader().getRevision()).isEqualTo(2);
    }

    @Test
    void a_retry_at_another_index_moves_the_applied_index_alone() {
        member.submit(ReplicaFixture.put("k", 0));
        member.replica.apply(1, 1, member.sent.get(0));
        member.replica.apply(2, 1, member.sent.get(0));

        assertThat(member.engine.appliedIndex()).isEqualTo(2);
        assertThat(member.store.revision()).isEqualTo(2);
        assertThat(member.stats.puts()).isEqualTo(1);
    }

    @Test
    void a_snapshot_is_asked_for_once_it_is_due() {
        Command heavy =
                Command.newBuilder()
                        .setPut(
                                PutRequest.newBuilder()
                                        .setKey(ByteString.copyFromUtf8("k"))
                                        .setValue(ByteString.copyFrom(new byte[10_000])))
                        .build();
        for (int i = 1; i < ReplicaFixture.SNAPSHOT_ENTRIES; i++) {
            member.carryOut(heavy);
        }
        assertThat(member.told).isEmpty();
        member.carryOut(heavy);
        assertThat(member.told).containsExactly("snapshot due");

        member.carryOut(heavy);
        assertThat(member.told).hasSize(1);
    }

    @Test
    void a_snapshot_holds_the_state_as_of_its_beginning(@TempDir Path directory) {
        member.lead(3);
        member.timer.passMillis(5_000);
        member.carryOut(ReplicaFixture.grant(7, 60));
        member.carryOut(ReplicaFixture.put("before", 7));
        CompletableFuture<Void> saved =
                member.replica.saveSnapshot(directory).toCompletableFuture();
        member.carryOut(ReplicaFixture.put("after", 0));
        assertThat(saved).isNotDone();
        member.timer.runDue();
        assertThat(saved).isCompleted();
        ReplicaFixture other = new ReplicaFixture(2);
        other.timer.passMillis(77_000);

        other.replica.loadSnapshot(directory);

        assertThat(other.isThere("before")).isTrue();
        assertThat(other.isThere("after")).isFalse();
        assertThat(other.engine.appliedIndex()).isEqualTo(2);
        assertThat(other.leases.clockMillis()).isEqualTo(5_000);
        assertThat(other.clock.nowMillis()).isEqualTo(5_000);
        assertThat(other.leases.expired(65_000, 1)).containsExactly(7L);
        assertThat(other.told).containsExactly("state replaced");
        other.replica.apply(2, 1, new byte[0]);
        other.replica.apply(3, 1, member.sent.get(2));
        assertThat(other.isThere("after")).isTrue();
        assertThat(other.store.revision()).isEqualTo(member.store.revision());
    }

    @Test
    void a_damaged_snapshot_leaves_the_state_as_it_was(@TempDir Path directory) throws IOException {
        member.carryOut(ReplicaFixture.put("k", 0));
        CompletableFuture<Void> saved =
                member.replica.saveSnapshot(directory).toCompletableFuture();
        member.timer.runDue();
        saved.join();
        Path file = directory.resolve(SnapshotFileFormat.FILE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        ReplicaFixture other = new ReplicaFixture(2);

        assertThatThrownBy(() -> other.replica.loadSnapshot(directory))
                .isInstanceOf(CorruptSnapshotException.class);
        assertThat(other.isThere("k")).isFalse();
        assertThat(other.told).isEmpty();
    }

    @Test
    void leadership_is_passed_on_with_its_term() {
        member.replica.leaderChanged(1, 4);
        assertThat(member.leadership.leader()).isEqualTo(new Leader(1, 4, false));
        member.replica.leadershipStarted(4);
        assertThat(member.leadership.leader()).isEqualTo(new Leader(1, 4, true));
        assertThat(member.told).containsExactly("leadership started");
        member.replica.leaderChanged(1, 4);
        assertThat(member.leadership.isSelf()).as("told again").isTrue();

        member.replica.leadershipStopped();
        member.replica.leaderChanged(0, 4);
        assertThat(member.leadership.leader()).isEqualTo(new Leader(0, 4, false));
        member.replica.leaderChanged(2, 5);
        assertThat(member.leadership.leader()).isEqualTo(new Leader(2, 5, false));
    }

    @Test
    void a_new_leader_does_not_count_the_time_without_one() {
        member.lead(1);
        member.carryOut(ReplicaFixture.grant(7, 10));
        member.timer.passMillis(4_000);
        member.carryOut(ReplicaFixture.put("k", 7));
        member.replica.leadershipStopped();
        member.timer.passMillis(100_000);
        member.lead(2);
        member.timer.passMillis(5_999);

        assertThat(member.leases.expired(member.clock.nowMillis(), 1)).isEmpty();
        member.timer.passMillis(1);
        assertThat(member.leases.expired(member.clock.nowMillis(), 1)).containsExactly(7L);
    }

    @Test
    void a_compaction_is_told_when_it_is_carried_out() {
        Command compaction =
                Command.newBuilder()
                        .setCompaction(CompactionRequest.newBuilder().setRevision(1))
                        .build();
        member.carryOut(compaction);
        assertThat(member.told).containsExactly("compacted");

        CompletableFuture<Message> again = member.submit(compaction);
        member.told.clear();
        member.applySent();

        assertThat(again).isCompletedExceptionally();
        assertThat(member.told).doesNotContain("compacted");
    }

    @Test
    void bytes_that_are_no_entry_stop_the_member_and_change_nothing() {
        assertThatThrownBy(() -> member.replica.apply(1, 1, new byte[3]))
                .isInstanceOf(IllegalStateException.class);
        assertThat(member.engine.appliedIndex()).isZero();
    }
}
