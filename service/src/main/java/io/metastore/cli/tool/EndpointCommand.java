package io.metastore.cli.tool;

import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How members are: the commands that ask each one by itself. */
@Command(
        name = "endpoint",
        description = "Shows how the members of a running cluster are, each by itself.",
        synopsisSubcommandLabel = "COMMAND")
final class EndpointCommand implements Callable<Integer> {
    private final ToolContext context;

    @Spec private CommandSpec spec = CommandSpec.create();

    private EndpointCommand(ToolContext context) {
        this.context = context;
    }

    /** The command with those below it. */
    static CommandLine tree(ToolContext context) {
        return new CommandLine(new EndpointCommand(context))
                .addSubcommand(new EndpointStatusCommand(context))
                .addSubcommand(new EndpointHealthCommand(context))
                .addSubcommand(new EndpointHashCommand(context));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(context.console().out());
        return ExitCode.USAGE;
    }
}
