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
    @Mixin private PrefixOption prefix = new PrefixOption();
    @Mixin private LeaseOptions leases = new LeaseOptions();

    @Option(
            names = "--locks",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Different locks, which the clients are spread over (${DEFAULT-VALUE}).")
    private int locks;

    LockCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OptionChecks.atLeast("--locks", locks, 1);
        long seconds = leases.timeToLiveSeconds();
        return new LoadRun(context, load)
                .run("lock", site -> new LockLoad(site, prefix.text(), locks, seconds));
    }
}
