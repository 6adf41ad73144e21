package io.metastore.node;

import static io.metastore.node.ReplicaFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.command.Command;
import io.metastore.node.AutoCompactionSettings.Mode;
import org.junit.jupiter.api.Test;

final class AutoCompactionTest {
    private static final long FIVE_MINUTES = 300_000;

    private final ReplicaFixture member = new ReplicaFixture(1);

    @Test
    void a_leader_compacts_what_is_older_than_the_revisions_kept() {
        start(new AutoCompactionSettings(Mode.REVISION, 2));
        member.lead(1);
        putFiveTimes();

        member.timer.passMillis(FIVE_MINUTES);
        member.applySent();

        assertThat(member.store.revision()).isEqualTo(6);
        assertThat(member.store.compactRevision()).isEqualTo(4);
    }

    @Test
    void a_follower_proposes_nothing() {
        start(new AutoCompactionSettings(Mode.PERIODIC, 1000));

        member.timer.passMillis(5000);

        assertThat(member.sent).isEmpty();
    }

    @Test
    void history_is_kept_for_the_period() {
        start(new AutoCompactionSettings(Mode.PERIODIC, 10_000));
        member.lead(1);
        member.timer.passMillis(4_000);
        putFiveTimes();

        member.timer.passMillis(6_000);
        member.applySent();
        assertThat(member.store.compactRevision()).isEqualTo(1);

        member.timer.passMillis(10_000);
        member.applySent();
        assertThat(member.store.compactRevision()).isEqualTo(6);
    }

    @Test
    void what_was_compacted_by_hand_is_not_tried_again() {
        start(new AutoCompactionSettings(Mode.REVISION, 2));
        member.lead(1);
        putFiveTimes();
        CompactionRequest byHand = CompactionRequest.newBuilder().setRevision(5).build();
        member.carryOut(Command.newBuilder().setCompaction(byHand).build());
        int sent = member.sent.size();

        member.timer.passMillis(FIVE_MINUTES);
        member.applySent();
        assertThat(member.sent).hasSize(sent + 1);
        member.timer.passMillis(FIVE_MINUTES);

        assertThat(member.sent).hasSize(sent + 1);
        assertThat(member.store.compactRevision()).isEqualTo(5);
    }

    private void putFiveTimes() {
        for (int i = 0; i < 5; i++) {
            member.carryOut(put("key", 0));
        }
    }

    private void start(AutoCompactionSettings settings) {
        new AutoCompaction(
                        settings,
                        member.store::revision,
                        member.leadership,
                        member.proposals,
                        member.timer,
                        member.timer::nanoTime)
                .start();
    }
}
