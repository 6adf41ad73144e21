package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.cli.tool.ToolContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> started = new ArrayList<>();

    private int run(String... arguments) {
        var console = new Console(new PrintWriter(out), new PrintWriter(err));
        NodeRunner runner =
                settings -> {
                    started.add(settings.node().member().name());
                    return ExitCode.OK;
                };
        var tools = new ToolContext(console, false, () -> 0);
        return new CommandTree(console, runner, tools, Map.of()).run(List.of(arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--name x", "-name=x", "server --name x", "server -name=x"})
    void a_server_starts_with_and_without_its_command(String arguments) {
        assertThat(run(arguments.split(" ", -1))).isZero();
        assertThat(started).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "server --version", "--name x --version"})
    void the_version_names_metastore_and_etcd_and_starts_nothing(String arguments) {
        assertThat(run(arguments.split(" ", -1))).isZero();
        assertThat(out.toString())
                .startsWith("metastore Version: ")
                .contains("\netcd Version: 3.7.3\n", "\nJava Version: ", "\nOS/Arch: ")
                .doesNotContain("$");
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h"})
    void help_shows_the_commands_and_how_to_start(String argument) {
        assertThat(argument.isEmpty() ? run() : run(argument)).isZero();
        assertThat(out.toString()).contains("Commands:", "  server ", "  version ", "--cluster");
    }

    @Test
    void the_help_of_the_server_groups_what_works_and_names_the_rest() {
        assertThat(run("server", "--help")).isZero();
        assertThat(out.toString())
                .contains("\nMember:\n  --name 'default'\n      Name of this member; ")
                .contains("\nShort forms (MetaStore's own):\n  --storage 'memory'\n")
                .contains("\nNot available in this version; they stop the start:\n")
                .contains("--cert-file");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void an_unknown_command_is_a_usage_error_with_the_nearest_one() {
        assertThat(run("servr")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .startsWith("metastore: unknown command \"servr\"; did you mean server?");
    }

    @Test
    void a_wrong_setting_is_a_usage_error_in_one_line() {
        assertThat(run("server", "--max-txn-ops", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(started).isEmpty();
    }
}
