package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures writes of single keys. */
@Command(
        name = "put",
        sortOptions = false,
        description = {
            "Measures how fast and how soon single keys are written.",
            "Writes keys that are there already as well as new ones.%n"
        },
        footer = {
            "",
            "As many as possible from 100 clients, after a warm-up:",
            "  metastore bench put --clients 100 --connections 10 --duration 30s --warm-up 10s",
            "1,000 in a second, of 4 kB each, over all members:",
            "  metastore bench put --target all --clients 30 --rate 1000 --value-size 4096",
            "A million keys, one after the other, to fill a cluster:",
            "  metastore bench put --clients 200 --connections 10 --sequential \\",
            "    --key-space 1000000 --total 1000000"
        })
final class PutCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions();
    @Mixin private KeyOptions keys = new KeyOptions();

    PutCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Keys space = keys.keys();
        KeyOrder order = keys.order();
        Values values = keys.values(load.seed());
        return new LoadRun(context, load)
                .run("put", site -> new PutLoad(site, space, order, values));
    }
}
