package io.metastore.cli.tool;

import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Backups: the commands around a snapshot file. */
@Command(
        name = "snapshot",
        description = "Backs up a cluster, and makes a new one from a backup.",
        synopsisSubcommandLabel = "COMMAND")
public final class SnapshotCommand implements Callable<Integer> {
    private final ToolContext context;

    @Spec private CommandSpec spec;

    public SnapshotCommand(ToolContext context) {
        this.context = context;
        this.spec = CommandSpec.create();
    }

    /** The command with those below it. */
    public static CommandLine tree(ToolContext context) {
        return new CommandLine(new SnapshotCommand(context))
                .addSubcommand(new SnapshotSaveCommand(context))
                .addSubcommand(new SnapshotStatusCommand(context))
                .addSubcommand(new SnapshotRestoreCommand(context));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(context.console().out());
        return ExitCode.USAGE;
    }
}
