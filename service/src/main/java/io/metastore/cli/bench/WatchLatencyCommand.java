package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how soon events arrive. */
@Command(
        name = "watch-latency",
        sortOptions = false,
        description = {
            "Measures how soon after a put its event arrives at each watcher.",
            "Writes 100 times in a second, unless there is another --rate. The time runs from the"
                    + " moment a put is due to the arrival of its event, on one clock.%n"
        },
        footer = {
            "",
            "One watcher, 100 puts in a second:",
            "  metastore bench watch-latency --watchers 1 --total 1000",
            "500 watchers of 50 keys while all members are written to:",
            "  metastore bench watch-latency --target all --watchers 500 --watched-keys 50 \\",
            "    --rate 1000 --duration 30s --clients 30"
        })
final class WatchLatencyCommand implements Callable<Integer> {
    private static final double RATE = 100;

    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions(RATE);
    @Mixin private WatchOptions watch = new WatchOptions();

    WatchLatencyCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return watch.run("watch-latency", context, load);
    }
}
