package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures reads. */
@Command(
        name = "range",
        sortOptions = false,
        description = {
            "Measures how fast and how soon keys are read.",
            "Writes the keys first, unless all of them are there.%n"
        },
        footer = {
            "",
            "As many linearizable reads as possible from 100 clients:",
            "  metastore bench range --clients 100 --connections 10 --duration 30s --warm-up 10s",
            "The same without asking a majority, from followers only:",
            "  metastore bench range --serializable --target followers --clients 100",
            "Lists of 1,000 keys, 10 in a second:",
            "  metastore bench range --range-keys 1000 --rate 10 --total 300 --clients 10"
        })
final class RangeCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions();
    @Mixin private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--range-keys",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Neighbouring keys that each request asks for (${DEFAULT-VALUE}).")
    private int rangeKeys;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Keys that each answer has at most; 0 is all (${DEFAULT-VALUE}).")
    private long limit;

    @Mixin private ReadOptions read = new ReadOptions();

    RangeCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Keys space = keys.keys();
        OptionChecks.atLeast("--range-keys", rangeKeys, 1);
        OptionChecks.atLeast("--limit", limit, 0);
        KeyOrder order = keys.order("--range-keys", rangeKeys);
        Values values = keys.values(load.seed());
        var reading = read.reading(rangeKeys, limit);
        return new LoadRun(context, load)
                .run(
                        "range",
                        site ->
                                new RangeLoad(
                                        site,
                                        space,
                                        order,
                                        reading,
                                        Filling.of(site, space, values, load, context)));
    }
}
