package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.command.Command;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
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
    void what_would_reach_the_quota_raises_the_alarm_once() {
        sizeBytes = 700;
        assertThat(quota.fits(299)).isTrue();
        assertThat(quota.fits(300)).isFalse();

        List<CompletableFuture<?>> refused = List.of(refuse(), refuse());
        assertThat(refused).noneMatch(Future::isDone);
        member.applySent();
        assertThat(refused).allSatisfy(QuotaTest::assertNoSpace);
        assertNoSpace(refuse());

        assertThat(member.sent).hasSize(1);
        assertThat(member.alarms.raised()).isEqualTo(List.of(ALARM));
    }

    @Test
    void what_is_refused_while_nobody_can_raise_the_alarm_is_refused_all_the_same() {
        CompletableFuture<?> refused = refuse();
        member.proposals.stop();

        assertNoSpace(refused);
    }

    @Test
    void what_adds_nothing_is_never_refused() {
        sizeBytes = 5000;

        assertThat(quota.fits(0)).isTrue();
    }

    @Test
    void without_a_quota_everything_fits() {
        sizeBytes = Long.MAX_VALUE / 2;

        assertThat(new Quota(-1, () -> sizeBytes, alarms, MEMBER_ID).fits(1 << 20)).isTrue();
    }

    @Test
    void an_alarm_that_is_cleared_too_early_is_raised_by_the_next_write() {
        assertRefusedAndRaised();
        AlarmRequest clear =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.DEACTIVATE)
                        .setMemberID(MEMBER_ID)
                        .setAlarm(AlarmType.NOSPACE)
                        .build();
        member.carryOut(Command.newBuilder().setAlarm(clear).build());
        assertThat(member.alarms.raised()).isEmpty();

        assertRefusedAndRaised();
    }

    private CompletableFuture<?> refuse() {
        return quota.refuse(Runnable::run).toCompletableFuture();
    }

    private void assertRefusedAndRaised() {
        CompletableFuture<?> refused = refuse();
        member.applySent();
        assertNoSpace(refused);
        assertThat(member.alarms.raised()).isEqualTo(List.of(ALARM));
    }

    private static void assertNoSpace(CompletableFuture<?> refused) {
        assertThatThrownBy(refused::join)
                .cause()
                .isInstanceOfSatisfying(
                        EtcdException.class,
                        e -> assertThat(e.error()).isEqualTo(EtcdError.NO_SPACE));
    }
}
