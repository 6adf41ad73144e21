package io.metastore.cli.bench;

import io.metastore.cli.tool.ConnectionOptions;
import io.metastore.cli.tool.OutputOptions;
import io.metastore.cli.tool.ProgressOption;
import io.metastore.cli.tool.ToolUsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every kind of load takes: how much, how fast, from how many, at whom. */
final class LoadOptions {
    private static final int CLIENTS_MAX = 100_000;
    private static final long TOTAL = 10_000;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--clients",
            paramLabel = "<n>",
            description = "Clients, each with one request at a time (one for each connection).")
    private @Nullable Integer clients;

    @Option(
            names = "--connections",
            paramLabel = "<n>",
            description =
                    "Connections that the clients share, spread over the members (one for each"
                            + " member).")
    private @Nullable Integer connections;

    @Option(
            names = "--target",
            paramLabel = "<members>",
            description =
                    "Members that get the load: leader, followers or all, whose addresses the"
                            + " first endpoint is asked for (the endpoints given).")
    private @Nullable Target target;

    @Option(
            names = "--rate",
            paramLabel = "<n>",
            description =
                    "Requests per second over all clients, 0 for as fast as possible (0;"
                            + " watch-latency: 100). With a rate, the latency of a request counts from the moment it"
                            + " was due, not from when it was sent: a request that waits because"
                            + " the ones before it take long is slow, as it is for a user"
                            + " (correct under coordinated omission).")
    private @Nullable Double rate;

    @Option(
            names = "--total",
            paramLabel = "<n>",
            description = "Ends after so many requests (10000, unless --duration is given).")
    private @Nullable Long total;

    @Option(
            names = "--duration",
            paramLabel = "<duration>",
            description = "Ends after this time, such as 30s or 5m.")
    private @Nullable Duration duration;

    @Option(
            names = "--warm-up",
            paramLabel = "<duration>",
            defaultValue = "0s",
            description = "Makes the same load for this time before it measures (0s).")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "What keys and values are drawn from (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private ProgressOption progress = new ProgressOption();

    private final double defaultRate;

    LoadOptions() {
        this(0);
    }

    /** The same for a command with a rate of its own, unless another is given. */
    LoadOptions(double defaultRate) {
        this.defaultRate = defaultRate;
    }

    ConnectionOptions connection() {
        return connection;
    }

    OutputOptions.Form form() {
        return output.form();
    }

    @Nullable Target target() {
        return target;
    }

    ProgressOption progress() {
        return progress;
    }

    long seed() {
        return seed;
    }

    /** How many connections are opened; more than there are clients would not be used. */
    int connections(int members) {
        int wanted = connections == null ? members : connections;
        OptionChecks.atLeast("--connections", wanted, 1);
        return clients == null ? wanted : Math.min(wanted, clients);
    }

    int clients(int members) {
        int wanted = clients == null ? connections(members) : clients;
        OptionChecks.atLeast("--clients", wanted, 1);
        return OptionChecks.atMost("--clients", wanted, CLIENTS_MAX, "use several processes");
    }

    double rate() {
        double wanted = rate == null ? defaultRate : rate;
        if (!(wanted >= 0) || Double.isInfinite(wanted)) {
            throw new ToolUsageException("--rate must be 0 or more, not " + wanted);
        }
        return wanted;
    }

    Extent extent() {
        OptionChecks.atLeast("--total", total == null ? 1 : total, 1);
        if (duration == null) {
            return Extent.of(total == null ? TOTAL : total);
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new ToolUsageException("--duration must be longer than nothing");
        }
        Extent time = Extent.of(duration);
        return total == null ? time : new Extent(total, time.durationNanos());
    }

    Duration warmUp() {
        if (warmUp.isNegative()) {
            throw new ToolUsageException("--warm-up must not be negative");
        }
        return warmUp;
    }

    /** Refuses what makes no sense before anything is asked over the network. */
    void check() {
        connections(1);
        clients(1);
        rate();
        extent();
        warmUp();
    }
}
