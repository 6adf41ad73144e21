package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the renewal of leases. */
@Command(
        name = "lease-keepalive",
        sortOptions = false,
        description = {
            "Measures how fast and how soon leases are renewed.",
            "Each client has a lease and a stream of its own; the leases are revoked at the end.%n"
        },
        footer = {
            "",
            "1,000 leases, each renewed once in a second:",
            "  metastore bench lease-keepalive --clients 1000 --connections 10 --rate 1000 \\",
            "    --duration 30s"
        })
final class LeaseKeepAliveCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private LoadOptions load = new LoadOptions();
    @Mixin private LeaseOptions leases = new LeaseOptions();

    LeaseKeepAliveCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        long seconds = leases.timeToLiveSeconds();
        return new LoadRun(context, load)
                .run("lease-keepalive", site -> new LeaseKeepAliveLoad(site, seconds));
    }
}
