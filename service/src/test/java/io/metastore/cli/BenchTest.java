package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
    private final ToolRun tool = new ToolRun();

    @Test
    void the_program_and_the_command_name_what_there_is() {
        assertThat(tool.run("--help")).isZero();
        assertThat(tool.out()).contains("\n  bench      ");
        assertThat(tool.run("bench", "--help")).isZero();
        assertThat(tool.out())
                .contains(
                        "  put ",
                        "  range ",
                        "  txn ",
                        "  mixed ",
                        "  watch ",
                        "  watch-latency ",
                        "  lease-keepalive ",
                        "  lock ",
                        "metastore bench put --clients 100");
        assertThat(tool.run("bench")).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put",
                "range",
                "txn",
                "mixed",
                "watch",
                "watch-latency",
                "lease-keepalive",
                "lock"
            })
    void every_kind_of_load_explains_itself_with_an_example(String command) {
        assertThat(tool.run("bench", command, "--help")).isZero();
        assertThat(tool.out())
                .contains("metastore bench " + command + " --", "coordinated")
                .contains("--endpoints", "--target", "--warm-up", "--write-out");
        assertThat(tool.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "put --clients 0 | --clients must be at least 1",
                "put --connections 0 | --connections must be at least 1",
                "put --rate -1 | --rate must be 0 or more",
                "put --rate NaN | --rate must be 0 or more",
                "put --total 0 | --total must be at least 1",
                "put --duration 0s | --duration must be longer",
                "put --warm-up -1s | --warm-up must not be negative",
                "put --key-size 3 | --key-size must be at least 4",
                "put --key-space 0 | --key-space must be at least 1",
                "put --value-size -1 | --value-size must be at least 0",
                "put --target members | --target",
                "range --range-keys 20000 | --range-keys must be at most 10000",
                "range --limit -1 | --limit must be at least 0",
                "txn --ops 0 | --ops must be at least 1",
                "mixed --reads 101 | --reads must be at most 100",
                "watch --watchers 0 | --watchers must be at least 1",
                "watch --value-size 15 | --value-size must be at least 16",
                "watch-latency --streams 0 | --streams must be at least 1",
                "lease-keepalive --ttl 0 | --ttl must be at least 1",
                "lock --locks 0 | --locks must be at least 1",
            })
    void numbers_that_make_no_sense_are_refused_before_anything_is_asked(
            String arguments, String why) {
        assertThat(bench(arguments.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).startsWith("metastore: ").contains(why);
        assertThat(tool.err().lines()).hasSize(1);
        assertThat(tool.out()).isEmpty();
    }

    @Test
    void a_member_that_is_not_there_is_named_with_what_to_do() {
        assertThat(bench("put", "--endpoints", "127.0.0.1:1")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err())
                .startsWith("metastore: cannot reach http://127.0.0.1:1: ")
                .contains("--endpoints");
        assertThat(tool.out()).isEmpty();
    }

    @Test
    void writes_that_are_all_refused_are_a_failure_with_a_way_out() {
        try (var member = new FakeMember()) {
            member.full = true;
            assertThat(bench("put", "--total", "3", "--endpoints", member.endpoint()))
                    .isEqualTo(ExitCode.FAILURE);
        }
        assertThat(tool.out())
                .contains("put failed 3 times with RESOURCE_EXHAUSTED, first: etcdserver: mvcc:");
        assertThat(tool.err())
                .startsWith("metastore: no request succeeds; the last failure: ")
                .contains(" is full ", "alarm disarm");
    }

    @Test
    void without_somebody_who_watches_the_result_is_all_that_is_said() {
        try (var member = new FakeMember()) {
            assertThat(bench("put", "--total", "3", "-w", "json", "--endpoints", member.endpoint()))
                    .isZero();
        }
        assertThat(tool.out()).contains("\"succeeded\":3,\"failed\":0").hasLineCount(1);
        assertThat(tool.err()).isEmpty();
    }

    @Test
    void endpoints_may_come_from_the_variable_of_etcdctl() {
        var other = new ToolRun(Map.of("ETCDCTL_ENDPOINTS", "http://127.0.0.1:1"), false);
        assertThat(other.run("bench", "lock")).isEqualTo(ExitCode.FAILURE);
        assertThat(other.err()).contains("http://127.0.0.1:1");
    }

    private int bench(String... arguments) {
        return tool.run(
                Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray(String[]::new));
    }
}
