package io.metastore.cli.tool;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.metastore.api.EtcdError;
import java.util.concurrent.TimeUnit;

/** A connection to one member, and what to say when it fails. */
public final class Connection implements AutoCloseable {
    private static final long CLOSE_MILLIS_MAX = 1000;

    private final Endpoint endpoint;
    private final ManagedChannel channel;

    Connection(Endpoint endpoint, NettyChannelBuilder builder) {
        this.endpoint = endpoint;
        this.channel = builder.build();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** What the stubs need; open until this is closed. */
    public Channel channel() {
        return channel;
    }

    /** The failure of a request in words for the user. */
    public ToolFailure failure(StatusRuntimeException failure) {
        return new ToolFailure(explanation(failure), failure);
    }

    private String explanation(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE -> unavailable(reason(failure));
            case RESOURCE_EXHAUSTED -> exhausted(reason(failure));
            case UNIMPLEMENTED -> endpoint + " does not know this request";
            case DEADLINE_EXCEEDED ->
                    endpoint + " did not answer in time; --command-timeout gives it longer";
            default -> refusal(reason(failure));
        };
    }

    private String unavailable(String reason) {
        // The member is there and says that its cluster cannot serve.
        return reason.startsWith("etcdserver: ")
                ? "%s answers \"%s\". Does a majority of the members run?"
                        .formatted(endpoint, reason)
                : "cannot reach %s: %s. Is a member running there? --endpoints names others."
                        .formatted(endpoint, reason);
    }

    private String exhausted(String reason) {
        return reason.equals(EtcdError.NO_SPACE.message())
                ? "%s is full (%s): delete keys, then etcdctl compact, defrag and alarm disarm"
                        .formatted(endpoint, reason)
                : refusal(reason);
    }

    private String refusal(String reason) {
        return endpoint + " refused: " + reason;
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
