package io.metastore.cli.bench;

import io.metastore.cli.tool.CommandGroup;
import io.metastore.cli.tool.ToolContext;
import io.metastore.cli.tool.Tools;
import java.util.Map;
import picocli.CommandLine;

/** Measures a cluster: the commands, one for each kind of load. */
public final class BenchCommand {
    private static final String[] DESCRIPTION = {
        "Makes load on a running cluster, of MetaStore or etcd, and measures how soon it"
                + " answers.",
        "It writes below a prefix of its own, bench/, and leaves the keys there.%n"
    };

    private static final String[] FOOTER = {
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
    };

    private BenchCommand() {}

    /**
     * The command with those below it.
     *
     * @param environment the variables that flags may come from
     */
    public static CommandLine tree(ToolContext context, Map<String, String> environment) {
        CommandLine tree =
                CommandGroup.of(context, "bench", DESCRIPTION)
                        .addSubcommand(new PutCommand(context))
                        .addSubcommand(new RangeCommand(context))
                        .addSubcommand(new TxnCommand(context))
                        .addSubcommand(new MixedCommand(context))
                        .addSubcommand(new WatchCommand(context))
                        .addSubcommand(new WatchLatencyCommand(context))
                        .addSubcommand(new LeaseKeepAliveCommand(context))
                        .addSubcommand(new LockCommand(context));
        tree.getCommandSpec().usageMessage().footer(FOOTER);
        Tools.prepare(tree, environment);
        return tree;
    }
}
