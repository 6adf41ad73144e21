package io.metastore.cli.bench;

import io.grpc.Status;
import io.metastore.cli.tool.Connection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notices that a cluster does not serve any more, so that a run does not go on for nothing. */
final class StallGuard {
    static final long STALL_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    /** What does not become better by trying again. */
    private static final Set<Status.Code> HOPELESS =
            Set.of(
                    Status.Code.INVALID_ARGUMENT,
                    Status.Code.PERMISSION_DENIED,
                    Status.Code.UNAUTHENTICATED,
                    Status.Code.UNIMPLEMENTED);

    private long succeeded;
    private long failed;
    private long sinceNanos;

    StallGuard(long nowNanos) {
        this.sinceNanos = nowNanos;
    }

    /**
     * Whether the run should end.
     *
     * @param successes all so far
     * @param failures all so far
     * @param underWay requests that wait for an answer
     */
    boolean isStalled(
            long nowNanos,
            long successes,
            long failures,
            long underWay,
            @Nullable Throwable lastFailure) {
        if (successes == 0 && lastFailure != null && isHopeless(lastFailure)) {
            return true;
        }
        boolean idle = underWay == 0 && failures == failed;
        if (successes != succeeded || idle) {
            succeeded = successes;
            failed = failures;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos > STALL_NANOS_MAX;
    }

    private static boolean isHopeless(Throwable failure) {
        return HOPELESS.contains(Status.fromThrowable(failure).getCode());
    }

    /** What to tell the user. */
    static String explain(Connection connection, @Nullable Throwable lastFailure) {
        if (lastFailure == null) {
            return "no request was answered for 10 s; does a majority of the members run?"
                    + " metastore endpoint status --cluster shows them";
        }
        var failure = Status.fromThrowable(lastFailure).asRuntimeException();
        return "no request succeeds; the last failure: " + connection.failure(failure).getMessage();
    }
}
