package io.metastore.app.metrics;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What is counted of one method. Any thread. */
final class RpcCounters {
    private final MethodDescriptor<?, ?> method;
    private final LongAdder started = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder[] handled =
            Stream.generate(LongAdder::new)
                    .limit(Status.Code.values().length)
                    .toArray(LongAdder[]::new);

    RpcCounters(MethodDescriptor<?, ?> method) {
        this.method = method;
    }

    void started() {
        started.increment();
    }

    void received() {
        received.increment();
    }

    void sent() {
        sent.increment();
    }

    void handled(Status.Code code) {
        handled[code.value()].increment();
    }

    void register(Meters meters) {
        meters.counter("grpc_server_started_total", "Calls begun.", started::sum, labels());
        meters.counter(
                "grpc_server_msg_received_total", "Messages received.", received::sum, labels());
        meters.counter("grpc_server_msg_sent_total", "Messages sent.", sent::sum, labels());
        for (Status.Code code : Status.Code.values()) {
            meters.counter(
                    "grpc_server_handled_total",
                    "Calls ended, by their outcome.",
                    handled[code.value()]::sum,
                    Stream.concat(Stream.of(labels()), Stream.of("grpc_code", name(code)))
                            .toArray(String[]::new));
        }
    }

    private String[] labels() {
        return new String[] {
            "grpc_type", type(method.getType()),
            "grpc_service", String.valueOf(method.getServiceName()),
            "grpc_method", String.valueOf(method.getBareMethodName())
        };
    }

    static String type(MethodType type) {
        return switch (type) {
            case UNARY -> "unary";
            case CLIENT_STREAMING -> "client_stream";
            case SERVER_STREAMING -> "server_stream";
            case BIDI_STREAMING, UNKNOWN -> "bidi_stream";
        };
    }

    /** The name of a code as Go's gRPC library writes it, which dashboards select by. */
    static String name(Status.Code code) {
        return switch (code) {
            case OK -> "OK";
            case CANCELLED -> "Canceled";
            case UNKNOWN -> "Unknown";
            case INVALID_ARGUMENT -> "InvalidArgument";
            case DEADLINE_EXCEEDED -> "DeadlineExceeded";
            case NOT_FOUND -> "NotFound";
            case ALREADY_EXISTS -> "AlreadyExists";
            case PERMISSION_DENIED -> "PermissionDenied";
            case RESOURCE_EXHAUSTED -> "ResourceExhausted";
            case FAILED_PRECONDITION -> "FailedPrecondition";
            case ABORTED -> "Aborted";
            case OUT_OF_RANGE -> "OutOfRange";
            case UNIMPLEMENTED -> "Unimplemented";
            case INTERNAL -> "Internal";
            case UNAVAILABLE -> "Unavailable";
            case DATA_LOSS -> "DataLoss";
            case UNAUTHENTICATED -> "Unauthenticated";
        };
    }
}
