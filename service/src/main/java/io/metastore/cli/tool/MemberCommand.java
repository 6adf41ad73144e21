package io.metastore.cli.tool;

import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Who belongs to a cluster: the commands that show and change it. */
@Command(
        name = "member",
        description = "Shows and changes who belongs to a running cluster.",
        synopsisSubcommandLabel = "COMMAND")
final class MemberCommand implements Callable<Integer> {
    private final ToolContext context;

    @Spec private CommandSpec spec = CommandSpec.create();

    private MemberCommand(ToolContext context) {
        this.context = context;
    }

    /** The command with those below it. */
    static CommandLine tree(ToolContext context) {
        return new CommandLine(new MemberCommand(context))
                .addSubcommand(new MemberListCommand(context))
                .addSubcommand(new MemberAddCommand(context))
                .addSubcommand(new MemberPromoteCommand(context))
                .addSubcommand(new MemberUpdateCommand(context))
                .addSubcommand(new MemberRemoveCommand(context));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(context.console().out());
        return ExitCode.USAGE;
    }
}
