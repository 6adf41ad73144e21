package io.metastore.cli.bench;

import io.metastore.cli.ExitCode;
import io.metastore.cli.tool.ToolContext;
import io.metastore.cli.tool.Tools;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures a cluster: the commands, one for each kind of load. */
@Command(
        name = "bench",
        description = {
            "Makes load on a running cluster, of MetaStore or etcd, and measures how soon it"
                    + " answers.",
            "It writes below a prefix of its own, bench/, and leaves the keys there.%n"
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "How much one member can take:",
            "  metastore bench put --clients 100 --connections 10 --duration 30s --warm-up 10s",
            "How soon it answers at half of that, which is what users feel:",
            "  metastore bench put --clients 100 --connections 10 --duration 30s --rate 5000",
            "Reads, at the leader of a cluster alone, and the result for a program:",
            "  metastore bench range --target leader --clients 100 -w json",
            "Take away what was written:",
            "  etcdctl del --prefix bench/",
            "",
            "docs/bench.md explains the numbers."
        })
public final class BenchCommand implements Callable<Integer> {
    private final ToolContext context;

    @Spec private CommandSpec spec;

    private BenchCommand(ToolContext context) {
        this.context = context;
        this.spec = CommandSpec.create();
    }

    /**
     * The command with those below it.
     *
     * @param environment the variables that flags may come from
     */
    public static CommandLine tree(ToolContext context, Map<String, String> environment) {
        CommandLine tree =
                new CommandLine(new BenchCommand(context))
                        .addSubcommand(new PutCommand(context))
                        .addSubcommand(new RangeCommand(context))
                        .addSubcommand(new TxnCommand(context))
                        .addSubcommand(new MixedCommand(context))
                        .addSubcommand(new WatchCommand(context))
                        .addSubcommand(new WatchLatencyCommand(context))
                        .addSubcommand(new LeaseKeepAliveCommand(context))
                        .addSubcommand(new LockCommand(context));
        Tools.prepare(tree, environment);
        return tree;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(context.console().out());
        return ExitCode.USAGE;
    }
}
