package io.metastore.cli.tool;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A connection to one member, and what to say when it fails. */
final class Connection implements AutoCloseable {
    private static final long CLOSE_MILLIS_MAX = 1000;

    private final Endpoint endpoint;
    private final ManagedChannel channel;

    Connection(
            Endpoint endpoint,
            Duration dialTimeout,
            Duration keepAliveTime,
            Duration keepAliveTimeout) {
        this.endpoint = endpoint;
        this.channel =
                NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
                        .usePlaintext()
                        .withOption(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) dialTimeout.toMillis())
                        .keepAliveTime(keepAliveTime.toNanos(), TimeUnit.NANOSECONDS)
                        .keepAliveTimeout(keepAliveTimeout.toNanos(), TimeUnit.NANOSECONDS)
                        .maxInboundMessageSize(Integer.MAX_VALUE)
                        .build();
    }

    Channel channel() {
        return channel;
    }

    /** The failure of a request in words for the user. */
    ToolFailure failure(StatusRuntimeException failure) {
        return new ToolFailure(explanation(failure), failure);
    }

    private String explanation(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE ->
                    "cannot reach %s: %s. Is a member running there? --endpoints names others."
                            .formatted(endpoint, reason(failure));
            case UNIMPLEMENTED -> endpoint + " does not know this request";
            case DEADLINE_EXCEEDED ->
                    endpoint + " did not answer in time; --command-timeout gives it longer";
            default -> "%s refused: %s".formatted(endpoint, reason(failure));
        };
    }

    private static String reason(StatusRuntimeException failure) {
        Throwable cause = failure.getCause();
        String description = failure.getStatus().getDescription();
        if (cause != null && cause.getMessage() != null) {
            Throwable root = cause.getCause() == null ? cause : cause.getCause();
            return String.valueOf(root.getMessage());
        }
        return description == null ? failure.getStatus().getCode().toString() : description;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            if (!channel.awaitTermination(CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                // Its threads do not keep the process; there is nothing left to wait for.
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
