package io.metastore.cli.tool;

import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** How a command reaches a cluster; etcdctl's names, defaults and variables. */
public final class ConnectionOptions {
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

    /** The members to ask, at least one. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The stub with the time that one short request may take. */
    public <S extends AbstractStub<S>> S limited(S stub) {
        return stub.withDeadlineAfter(commandTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How long an answer to a short request may take. */
    public Duration commandTimeout() {
        return commandTimeout;
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
    public Connection connect(Endpoint endpoint) {
        return new Connection(endpoint, builder(endpoint));
    }

    /**
     * The same for many requests at a time: answers come on the threads of the network, which must
     * never be made to wait.
     */
    public Connection connectDirectly(Endpoint endpoint) {
        return new Connection(endpoint, builder(endpoint).directExecutor());
    }

    private NettyChannelBuilder builder(Endpoint endpoint) {
        return NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
                .usePlaintext()
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) dialTimeout.toMillis())
                .keepAliveTime(keepAliveTime.toNanos(), TimeUnit.NANOSECONDS)
                .keepAliveTimeout(keepAliveTimeout.toNanos(), TimeUnit.NANOSECONDS)
                .maxInboundMessageSize(Integer.MAX_VALUE);
    }
}
