package io.metastore.cli.bench;

import picocli.CommandLine.Option;

/** What the leases of the clients are like. */
final class LeaseOptions {
    @Option(
            names = "--ttl",
            paramLabel = "<seconds>",
            defaultValue = "60",
            description = "Time to live of each client's lease (${DEFAULT-VALUE}).")
    private long timeToLiveSeconds;

    long timeToLiveSeconds() {
        return OptionChecks.atLeast("--ttl", timeToLiveSeconds, 1);
    }
}
