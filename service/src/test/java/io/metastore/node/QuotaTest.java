package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.command.Command;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class QuotaTest {
    private static final long MEMBER_ID = 7;
    private static final AlarmMember ALARM =
            AlarmMember.newBuilder().setMemberID(MEMBER_ID).setAlarm(AlarmType.NOSPACE).build();

    private final ReplicaFixture member = new ReplicaFixture(1);
    private final Alarms alarms = new Alarms(member.alarms, member.proposals, Runnable::run);
    private long sizeBytes;
    private final Quota quota = new Quota(1000, () -> sizeBytes, alarms, MEMBER_ID);

    @BeforeEach
    void lead() {
        member.lead(1);
    }

    @Test
    void what_would_reach_the_quota_is_refused_and_raises_the_alarm_once() {
        sizeBytes = 700;
        assertThatCode(() -> quota.admit(299)).doesNotThrowAnyException();
        assertThat(member.sent).isEmpty();

        assertRefused(300);
        assertRefused(300);
        member.applySent();
        assertRefused(300);

        assertThat(member.sent).hasSize(1);
        assertThat(member.alarms.raised()).isEqualTo(List.of(ALARM));
    }

    @Test
    void what_adds_nothing_is_never_refused() {
        sizeBytes = 5000;

        assertThatCode(() -> quota.admit(0)).doesNotThrowAnyException();
    }

    @Test
    void without_a_quota_everything_fits() {
        sizeBytes = Long.MAX_VALUE / 2;

        assertThatCode(() -> new Quota(-1, () -> sizeBytes, alarms, MEMBER_ID).admit(1 << 20))
                .doesNotThrowAnyException();
    }

    @Test
    void an_alarm_that_is_cleared_too_early_is_raised_by_the_next_write() {
        sizeBytes = 1000;
        assertRefused(1);
        member.applySent();
        AlarmRequest clear =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.DEACTIVATE)
                        .setMemberID(MEMBER_ID)
                        .setAlarm(AlarmType.NOSPACE)
                        .build();
        member.carryOut(Command.newBuilder().setAlarm(clear).build());
        assertThat(member.alarms.raised()).isEmpty();

        assertRefused(1);
        member.applySent();

        assertThat(member.alarms.raised()).isEqualTo(List.of(ALARM));
    }

    private void assertRefused(long costBytes) {
        assertThatThrownBy(() -> quota.admit(costBytes))
                .isInstanceOfSatisfying(
                        EtcdException.class,
                        e -> assertThat(e.error()).isEqualTo(EtcdError.NO_SPACE));
    }
}
