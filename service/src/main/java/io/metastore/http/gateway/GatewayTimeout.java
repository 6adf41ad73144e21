package io.metastore.http.gateway;

import io.grpc.Status;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The deadline that a client sets with the header {@code Grpc-Timeout}, such as {@code 500m}. */
final class GatewayTimeout {
    private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,8})([HMSmun])");
    private static final Status EXCEEDED =
            Status.DEADLINE_EXCEEDED.withDescription("context deadline exceeded");

    private GatewayTimeout() {}

    /** Fails the call when its request has a deadline and it is not answered by then. */
    static void apply(HttpServerRequest request, Vertx vertx, GatewayCall<?, ?> call) {
        String header = request.getHeader("grpc-timeout");
        if (header == null) {
            return;
        }
        parse(header)
                .ifPresentOrElse(
                        timeout -> {
                            long timer =
                                    vertx.setTimer(
                                            Math.max(1, timeout.toMillis()),
                                            fired -> call.abort(EXCEEDED));
                            request.response().endHandler(end -> vertx.cancelTimer(timer));
                        },
                        () ->
                                call.abort(
                                        Status.INVALID_ARGUMENT.withDescription(
                                                "invalid grpc-timeout: " + header)));
    }

    static Optional<Duration> parse(String header) {
        Matcher matcher = TIMEOUT.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(Duration.of(amount, unit(matcher.group(2).charAt(0))));
    }

    private static ChronoUnit unit(char letter) {
        return switch (letter) {
            case 'H' -> ChronoUnit.HOURS;
            case 'M' -> ChronoUnit.MINUTES;
            case 'S' -> ChronoUnit.SECONDS;
            case 'm' -> ChronoUnit.MILLIS;
            case 'u' -> ChronoUnit.MICROS;
            case 'n' -> ChronoUnit.NANOS;
            default -> throw new IllegalArgumentException("unit=" + letter);
        };
    }
}
