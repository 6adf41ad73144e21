package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.apply.Entry;
import io.metastore.command.Command;
import io.metastore.command.LeaseExpiry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LeaseKeeperTest {
    private final ReplicaFixture member = new ReplicaFixture(1);
    private final LeaseKeeper keeper =
            new LeaseKeeper(
                    member.leases,
                    member.clock,
                    member.leadership,
                    member.proposals,
                    Runnable::run);

    @BeforeEach
    void leads() {
        member.lead(1);
    }

    @Test
    void without_leases_nothing_is_written() {
        member.timer.passMillis(60_000);
        keeper.tick();

        assertThat(member.sent).isEmpty();
    }

    @Test
    void the_clock_moves_while_there_are_leases_and_nothing_else_is_written() {
        member.carryOut(ReplicaFixture.grant(7, 60));
        member.timer.passMillis(LeaseKeeper.CLOCK_LAG_MILLIS_MAX - 1);
        keeper.tick();
        assertThat(member.sent).hasSize(1);

        member.timer.passMillis(1);
        keeper.tick();

        assertThat(last().hasLeaseClockTick()).isTrue();
        member.applySent();
        assertThat(member.leases.clockMillis()).isEqualTo(LeaseKeeper.CLOCK_LAG_MILLIS_MAX);
        keeper.tick();
        assertThat(member.sent).hasSize(2);
    }

    @Test
    void what_is_past_expires_with_its_keys_and_not_before() {
        member.carryOut(ReplicaFixture.grant(7, 10));
        member.carryOut(ReplicaFixture.put("k", 7));
        member.timer.passMillis(9_999);
        keeper.tick();
        member.applySent();
        assertThat(member.isThere("k")).isTrue();

        member.timer.passMillis(1);
        keeper.tick();

        assertThat(last().getLeaseExpiry().getIdsList()).containsExactly(7L);
        member.applySent();
        assertThat(member.isThere("k")).isFalse();
        assertThat(member.leases.isEmpty()).isTrue();
        assertThat(member.stats.leasesExpired()).isEqualTo(1);
    }

    @Test
    void one_command_at_a_time_expires_a_bounded_number() {
        for (int id = 1; id <= LeaseKeeper.EXPIRED_PER_COMMAND_MAX + 1; id++) {
            member.carryOut(ReplicaFixture.grant(id, 10));
        }
        member.timer.passMillis(10_000);
        keeper.tick();
        int sent = member.sent.size();
        keeper.tick();
        assertThat(member.sent).as("one is under way").hasSize(sent);
        assertThat(last().getLeaseExpiry().getIdsCount())
                .isEqualTo(LeaseKeeper.EXPIRED_PER_COMMAND_MAX);

        member.applySent();
        keeper.tick();

        assertThat(last().getLeaseExpiry())
                .isEqualTo(
                        LeaseExpiry.newBuilder()
                                .addIds(LeaseKeeper.EXPIRED_PER_COMMAND_MAX + 1)
                                .build());
    }

    @Test
    void a_member_that_does_not_lead_writes_nothing() {
        member.carryOut(ReplicaFixture.grant(7, 10));
        member.replica.leadershipStopped();
        member.timer.passMillis(60_000);
        keeper.tick();

        assertThat(member.sent).hasSize(1);
    }

    @Test
    void a_command_that_fails_makes_room_for_the_next() {
        member.carryOut(ReplicaFixture.grant(7, 10));
        member.timer.passMillis(10_000);
        keeper.tick();
        member.timer.passMillis(7_001);
        member.proposals.tick();
        int sent = member.sent.size();

        keeper.tick();

        assertThat(member.sent).hasSize(sent + 1);
        assertThat(last().hasLeaseExpiry()).isTrue();
    }

    private Command last() {
        List<Command> commands = Entry.parse(member.sent.get(member.sent.size() - 1)).commands();
        assertThat(commands).hasSize(1);
        return commands.get(0);
    }
}
