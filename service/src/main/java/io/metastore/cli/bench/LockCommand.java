package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures locks. */
@Command(
        name = "lock",
        sortOptions = false,
        description = {
            "Measures how soon a lock is taken and released.",
            "The lock is the one of etcd's clients: each makes a key with a lease, and waits until"
                    + " the key before its own is deleted. A request is both, taking and"
                    + " releasing.%n"
        },
        footer = {
            "",
            "Ten clients that want the same lock:",
            "  metastore bench lock --clients 10 --total 1000",
            "100 clients, each with a lock of its own:",
            "  metastore bench lock --clients 100 --locks 100 --connections 10"
        })
final class LockCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions();

    @Option(
            names = "--locks",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Different locks, which the clients are spread over (${DEFAULT-VALUE}).")
    private int locks;

    @Option(
            names = "--ttl",
            paramLabel = "<seconds>",
            defaultValue = "60",
            description =
                    "Time to live of each client's lease, which is renewed (${DEFAULT-VALUE}).")
    private long timeToLiveSeconds;

    @Option(
            names = "--prefix",
            paramLabel = "<text>",
            defaultValue = "bench/",
            description = "What all keys begin with; nothing else is touched (${DEFAULT-VALUE}).")
    private String prefix = "";

    LockCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OptionChecks.atLeast("--locks", locks, 1);
        OptionChecks.atLeast("--ttl", timeToLiveSeconds, 1);
        return new LoadRun(context, load)
                .run("lock", site -> new LockLoad(site, prefix, locks, timeToLiveSeconds));
    }
}
