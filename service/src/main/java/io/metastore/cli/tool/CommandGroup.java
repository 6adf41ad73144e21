package io.metastore.cli.tool;

import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that has others below it and does nothing by itself but show them. */
@Command(synopsisSubcommandLabel = "COMMAND")
public final class CommandGroup implements Callable<Integer> {
    private final ToolContext context;

    @Spec private CommandSpec spec = CommandSpec.create();

    private CommandGroup(ToolContext context) {
        this.context = context;
    }

    /**
     * The command, to which those below it are still to be added.
     *
     * @param description lines of the help
     */
    public static CommandLine of(ToolContext context, String name, String... description) {
        CommandLine command = new CommandLine(new CommandGroup(context));
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(context.console().out());
        return ExitCode.USAGE;
    }
}
