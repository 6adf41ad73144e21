package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures reads and writes together. */
@Command(
        name = "mixed",
        sortOptions = false,
        description = {
            "Measures reads and writes that are made together, each kind by itself.",
            "Writes the keys first, unless all of them are there.%n"
        },
        footer = {
            "",
            "Nine reads for each write, 5,000 requests in a second:",
            "  metastore bench mixed --reads 90 --rate 5000 --clients 100 --duration 30s"
        })
final class MixedCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions();
    @Mixin private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--reads",
            paramLabel = "<percent>",
            defaultValue = "80",
            description = "How many of the requests read (${DEFAULT-VALUE}).")
    private int reads;

    @Mixin private ReadOptions read = new ReadOptions();

    MixedCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Keys space = keys.keys();
        OptionChecks.atLeast("--reads", reads, 0);
        OptionChecks.atMost("--reads", reads, MixedLoad.PERCENT, "it is a percentage");
        KeyOrder order = keys.order();
        Values values = keys.values(load.seed());
        var reading = read.reading(1, 0);
        return new LoadRun(context, load)
                .run(
                        "mixed",
                        site -> {
                            var filling = Filling.of(site, space, values, load, context);
                            return new MixedLoad(
                                    site,
                                    reads,
                                    new RangeLoad(site, space, order, reading, filling),
                                    new PutLoad(site, space, order, values));
                        });
    }
}
