package io.metastore.cli.bench;

import io.metastore.cli.ExitCode;
import io.metastore.cli.tool.Connection;
import io.metastore.cli.tool.Endpoint;
import io.metastore.cli.tool.ToolContext;
import io.metastore.cli.tool.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One command from its first connection to its report. */
final class LoadRun {
    private final ToolContext context;
    private final LoadOptions options;

    LoadRun(ToolContext context, LoadOptions options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Makes the load and prints what was measured.
     *
     * @param name of the command
     * @return the exit code
     * @throws ToolFailure when the cluster does not serve; what was measured before is printed
     */
    int run(String name, Function<Site, Workload> workload) {
        options.check();
        List<Endpoint> members = new Targets(options.connection()).find(options.target());
        List<Connection> connections = connect(members);
        try (var timer = new TimerThread(context.nanoTime())) {
            var site =
                    new Site(
                            connections,
                            options.clients(members.size()),
                            options.seed(),
                            options.connection().commandTimeout(),
                            timer,
                            context.nanoTime());
            return run(name, site, workload.apply(site));
        } finally {
            connections.forEach(Connection::close);
        }
    }

    private List<Connection> connect(List<Endpoint> members) {
        return IntStream.range(0, options.connections(members.size()))
                .mapToObj(i -> members.get(i % members.size()))
                .map(options.connection()::connectDirectly)
                .toList();
    }

    private int run(String name, Site site, Workload workload) {
        try (var interrupt = new Interrupt()) {
            try {
                List<Operation> clients = workload.prepare();
                interrupt.arm();
                Outcome outcome = measure(site, workload, clients, interrupt);
                return print(new Report(setting(name, site), outcome));
            } finally {
                workload.finish();
            }
        }
    }

    private int print(Report report) {
        context.console().print(ReportText.of(report, options.form()));
        String failure = report.outcome().failure();
        if (failure != null) {
            throw new ToolFailure(failure);
        }
        return report.hasSuccess() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private Outcome measure(
            Site site, Workload workload, List<Operation> clients, Interrupt interrupt) {
        var measurement = new Measurement(context, options, site, interrupt);
        if (!options.warmUp().isZero()) {
            Outcome warm =
                    measurement.run(workload, clients, Extent.of(options.warmUp()), "warm-up");
            if (warm.isEarly()) {
                return warm;
            }
            workload.reset();
        }
        return measurement.run(workload, clients, options.extent(), "measured");
    }

    private Setting setting(String name, Site site) {
        List<String> members = new ArrayList<>();
        for (Connection connection : site.connections()) {
            String member = connection.endpoint().toString();
            if (!members.contains(member)) {
                members.add(member);
            }
        }
        return new Setting(
                name,
                List.copyOf(members),
                site.clients(),
                site.connections().size(),
                options.rate());
    }
}
