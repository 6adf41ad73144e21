package io.metastore.cli.tool;

import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** How a command reaches a cluster; etcdctl's names, defaults and variables. */
final class ConnectionOptions {
    @Option(
            names = "--endpoints",
            split = ",",
            paramLabel = "<url>",
            defaultValue = "http://127.0.0.1:2379",
            description = "Members to ask, separated by commas (${DEFAULT-VALUE}).")
    private List<Endpoint> endpoints = List.of();

    @Option(
            names = "--dial-timeout",
            paramLabel = "<duration>",
            defaultValue = "2s",
            description = "How long to wait for a connection (2s).")
    private Duration dialTimeout = Duration.ZERO;

    @Option(
            names = "--command-timeout",
            paramLabel = "<duration>",
            defaultValue = "5s",
            description = "How long to wait for the answer to a short request (5s).")
    private Duration commandTimeout = Duration.ZERO;

    @Option(
            names = "--keepalive-time",
            paramLabel = "<duration>",
            defaultValue = "10s",
            description = "Silence after which the connection is checked, at least 10s (10s).")
    private Duration keepAliveTime = Duration.ZERO;

    @Option(
            names = "--keepalive-timeout",
            paramLabel = "<duration>",
            defaultValue = "6s",
            description = "How long that check may take before the connection is given up (6s).")
    private Duration keepAliveTimeout = Duration.ZERO;

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The stub with the time that one short request may take. */
    <S extends AbstractStub<S>> S limited(S stub) {
        return stub.withDeadlineAfter(commandTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The one endpoint of a command that talks to a particular member.
     *
     * @param what the command needs only one for
     */
    Endpoint single(String what) {
        if (endpoints.size() != 1) {
            throw new ToolFailure(
                    "%s one member, but --endpoints names %d; give one of %s"
                            .formatted(what, endpoints.size(), endpoints));
        }
        return endpoints.get(0);
    }

    /** Prepares a connection, which is made with the first request. */
    Connection connect(Endpoint endpoint) {
        return new Connection(endpoint, dialTimeout, keepAliveTime, keepAliveTimeout);
    }
}
