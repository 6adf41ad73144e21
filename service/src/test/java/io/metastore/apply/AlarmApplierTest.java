package io.metastore.apply;

import static io.metastore.apply.Requests.alarm;
import static io.metastore.apply.Requests.command;
import static io.metastore.apply.Requests.compact;
import static io.metastore.apply.Requests.delete;
import static io.metastore.apply.Requests.expire;
import static io.metastore.apply.Requests.grant;
import static io.metastore.apply.Requests.keepAlive;
import static io.metastore.apply.Requests.op;
import static io.metastore.apply.Requests.put;
import static io.metastore.apply.Requests.revoke;
import static io.metastore.apply.Requests.success;
import static io.metastore.apply.Requests.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmResponse;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.command.Command;
import io.metastore.engine.Keyspace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AlarmApplierTest {
    private final ApplyFixture fixture = new ApplyFixture();

    @Test
    void raising_twice_raises_once_and_answers_twice() {
        assertThat(alarms(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE)).containsExactly("5 NOSPACE");
        assertThat(alarms(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE)).containsExactly("5 NOSPACE");
        assertThat(alarms(AlarmAction.GET, 0, AlarmType.NONE)).containsExactly("5 NOSPACE");
    }

    @Test
    void a_list_is_of_one_kind_or_of_all_whatever_member_is_named() {
        alarms(AlarmAction.ACTIVATE, -9, AlarmType.NOSPACE);
        alarms(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE);
        alarms(AlarmAction.ACTIVATE, 5, AlarmType.CORRUPT);

        assertThat(alarms(AlarmAction.GET, 77, AlarmType.NOSPACE))
                .containsExactly("5 NOSPACE", "-9 NOSPACE");
        assertThat(alarms(AlarmAction.GET, 77, AlarmType.CORRUPT)).containsExactly("5 CORRUPT");
        assertThat(alarms(AlarmAction.GET, 77, AlarmType.NONE))
                .containsExactly("5 NOSPACE", "5 CORRUPT", "-9 NOSPACE");
    }

    @Test
    void clearing_names_what_was_cleared_and_only_that() {
        alarms(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE);

        assertThat(alarms(AlarmAction.DEACTIVATE, 6, AlarmType.NOSPACE)).isEmpty();
        assertThat(alarms(AlarmAction.DEACTIVATE, 5, AlarmType.CORRUPT)).isEmpty();
        assertThat(alarms(AlarmAction.DEACTIVATE, 5, AlarmType.NOSPACE))
                .containsExactly("5 NOSPACE");
        assertThat(alarms(AlarmAction.DEACTIVATE, 5, AlarmType.NOSPACE)).isEmpty();
        assertThat(alarms(AlarmAction.GET, 0, AlarmType.NONE)).isEmpty();
    }

    @Test
    void an_alarm_of_no_kind_is_none() {
        assertThat(alarms(AlarmAction.ACTIVATE, 5, AlarmType.NONE)).isEmpty();
        assertThat(alarms(AlarmAction.DEACTIVATE, 5, AlarmType.NONE)).isEmpty();
        assertThat(fixture.alarms.raised()).isEmpty();
    }

    @Test
    void alarms_are_found_again_among_the_rows() {
        alarms(AlarmAction.ACTIVATE, 5, AlarmType.CORRUPT);

        assertThat(new AlarmStore(fixture.engine).raised())
                .isEqualTo(fixture.alarms.raised())
                .hasSize(1);
    }

    @Test
    void an_alarm_holds_from_the_next_command_of_its_entry_on() {
        EntryResult result =
                fixture.apply(
                        command(put("a", "1")),
                        alarm(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE),
                        command(put("b", "1")));

        assertThat(result.outcomes().get(0)).isInstanceOf(Outcome.Answered.class);
        assertThat(result.outcomes().get(2)).isEqualTo(new Outcome.Refused(EtcdError.NO_SPACE));
    }

    static List<Command> changes() {
        return List.of(
                command(put("a", "1")),
                command(delete("a", "")),
                command(TxnRequest.newBuilder()),
                compact(1),
                grant(8, 60),
                revoke(7));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_corrupt_cluster_takes_no_change(Command change) {
        fixture.apply(grant(7, 60), alarm(AlarmAction.ACTIVATE, 0, AlarmType.CORRUPT));
        List<String> before = fixture.rows(Keyspace.LATEST);

        assertThat(fixture.refusal(change)).isEqualTo(EtcdError.CORRUPT);

        assertThat(fixture.rows(Keyspace.LATEST)).isEqualTo(before);
    }

    static List<Command> neverBlocked() {
        return List.of(
                keepAlive(7),
                expire(7L),
                tick(),
                alarm(AlarmAction.GET, 0, AlarmType.NONE),
                alarm(AlarmAction.ACTIVATE, 3, AlarmType.NOSPACE));
    }

    @ParameterizedTest
    @MethodSource("neverBlocked")
    void what_members_propose_of_themselves_passes_every_alarm(Command command) {
        fixture.apply(
                grant(7, 60),
                alarm(AlarmAction.ACTIVATE, 0, AlarmType.CORRUPT),
                alarm(AlarmAction.ACTIVATE, 0, AlarmType.NOSPACE));

        assertThat(fixture.apply(command).outcomes().get(0)).isInstanceOf(Outcome.Answered.class);
    }

    static List<Command> needingSpace() {
        return List.of(
                command(put("a", "1")),
                command(success(op(put("a", "1")))),
                command(TxnRequest.newBuilder().addFailure(op(put("a", "1")))),
                grant(8, 60));
    }

    @ParameterizedTest
    @MethodSource("needingSpace")
    void without_space_nothing_is_added(Command command) {
        fixture.apply(alarm(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE));

        assertThat(fixture.refusal(command)).isEqualTo(EtcdError.NO_SPACE);
    }

    static List<Command> freeingSpace() {
        return List.of(
                command(delete("a", "")),
                command(success(op(delete("a", "")))),
                compact(2),
                revoke(7),
                keepAlive(7));
    }

    @ParameterizedTest
    @MethodSource("freeingSpace")
    void without_space_everything_else_goes_on(Command command) {
        fixture.apply(
                grant(7, 60),
                command(put("a", "1")),
                alarm(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE));

        assertThat(fixture.apply(command).outcomes().get(0)).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void corruption_is_told_before_want_of_space() {
        fixture.apply(
                alarm(AlarmAction.ACTIVATE, 5, AlarmType.NOSPACE),
                alarm(AlarmAction.ACTIVATE, 5, AlarmType.CORRUPT));

        assertThat(fixture.refusal(command(put("a", "1")))).isEqualTo(EtcdError.CORRUPT);
    }

    private List<String> alarms(AlarmAction action, long memberId, AlarmType kind) {
        return fixture
                .answer(alarm(action, memberId, kind), AlarmResponse.class)
                .getAlarmsList()
                .stream()
                .map(AlarmApplierTest::text)
                .toList();
    }

    private static String text(AlarmMember alarm) {
        return alarm.getMemberID() + " " + alarm.getAlarm();
    }
}
