package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.command.Command;
import org.junit.jupiter.api.Test;

final class AlarmsTest {
    private final ReplicaFixture member = new ReplicaFixture(1);
    private final Alarms alarms = new Alarms(member.alarms, member.proposals, Runnable::run);

    @Test
    void a_condition_that_holds_is_proposed_once() {
        member.lead(1);

        alarms.raise(7, AlarmType.NOSPACE);
        alarms.raise(7, AlarmType.NOSPACE);
        member.applySent();
        alarms.raise(7, AlarmType.NOSPACE);

        assertThat(member.sent).hasSize(1);
        assertThat(alarms.isRaised(AlarmType.NOSPACE)).isTrue();
        assertThat(alarms.isRaised(AlarmType.CORRUPT)).isFalse();
    }

    @Test
    void an_alarm_that_was_cleared_is_raised_again() {
        member.lead(1);
        alarms.raise(7, AlarmType.NOSPACE);
        member.applySent();

        AlarmRequest clear =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.DEACTIVATE)
                        .setMemberID(7)
                        .setAlarm(AlarmType.NOSPACE)
                        .build();
        member.carryOut(Command.newBuilder().setAlarm(clear).build());
        assertThat(alarms.raised()).isEmpty();

        alarms.raise(7, AlarmType.NOSPACE);
        member.applySent();
        assertThat(alarms.raised()).extracting(AlarmMember::getMemberID).containsExactly(7L);
    }

    @Test
    void a_proposal_that_got_no_answer_is_made_again() {
        alarms.raise(7, AlarmType.CORRUPT);
        member.timer.passMillis(8_000);
        member.proposals.tick();

        alarms.raise(7, AlarmType.CORRUPT);
        member.applySent();

        assertThat(alarms.isRaised(AlarmType.CORRUPT)).isTrue();
    }
}
