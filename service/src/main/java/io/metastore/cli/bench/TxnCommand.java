package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures transactions. */
@Command(
        name = "txn",
        sortOptions = false,
        description = {
            "Measures how fast and how soon transactions are done.",
            "Each compares one key, which holds, and writes --ops neighbouring keys.%n"
        },
        footer = {
            "",
            "Ten keys in each transaction, from 100 clients:",
            "  metastore bench txn --ops 10 --clients 100 --connections 10 --duration 30s"
        })
final class TxnCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions();
    @Mixin private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--ops",
            paramLabel = "<n>",
            defaultValue = "2",
            description =
                    "Keys that each writes; a server takes 128 unless it was started with more"
                            + " (${DEFAULT-VALUE}).")
    private int ops;

    TxnCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Keys space = keys.keys();
        OptionChecks.atLeast("--ops", ops, 1);
        KeyOrder order = keys.order("--ops", ops);
        Values values = keys.values(load.seed());
        return new LoadRun(context, load)
                .run("txn", site -> new TxnLoad(site, space, order, values, ops));
    }
}
