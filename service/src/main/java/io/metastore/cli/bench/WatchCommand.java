package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how many events are delivered. */
@Command(
        name = "watch",
        sortOptions = false,
        description = {
            "Measures how many events are delivered to how many watchers.",
            "Writes the watched keys as fast as possible, unless there is a --rate, and counts what"
                    + " arrives. An acknowledged put whose event does not arrive is an error.%n"
        },
        footer = {
            "",
            "1,000 watchers of one key:",
            "  metastore bench watch --watchers 1000 --connections 10 --total 1000",
            "10,000 watchers of 1,000 keys, on 100 streams:",
            "  metastore bench watch --watchers 10000 --watched-keys 1000 --streams 100 \\",
            "    --connections 10 --total 10000"
        })
final class WatchCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions();
    @Mixin private WatchOptions watch = new WatchOptions();

    WatchCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return watch.run("watch", context, load);
    }
}
