package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.AlarmType;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The size that the state of this member may have. The first request that would go beyond it raises
 * the alarm NOSPACE, which blocks all members; it stays raised until somebody clears it. Any
 * thread.
 */
final class Quota {
    private final long bytesMax;
    private final LongSupplier sizeBytes;
    private final Alarms alarms;
    private final long memberId;

    /**
     * @param bytesMax the quota; negative for none
     */
    Quota(long bytesMax, LongSupplier sizeBytes, Alarms alarms, long memberId) {
        this.bytesMax = bytesMax;
        this.sizeBytes = sizeBytes;
        this.alarms = alarms;
        this.memberId = memberId;
    }

    /** The quota as it was given; negative when there is none. */
    long bytesMax() {
        return bytesMax;
    }

    /**
     * Whether a request fits.
     *
     * @param costBytes what it may add; a request that adds nothing always fits
     */
    boolean fits(long costBytes) {
        return costBytes == 0 || bytesMax < 0 || sizeBytes.getAsLong() + costBytes < bytesMax;
    }

    /**
     * Refuses a request that does not fit, after the alarm: who is refused must find it raised.
     *
     * @param executor where the stage fails with NO_SPACE
     */
    <T> CompletionStage<T> refuse(Executor executor) {
        return alarms.raise(memberId, AlarmType.NOSPACE)
                .handleAsync(
                        (raised, failure) -> {
                            throw EtcdError.NO_SPACE.exception();
                        },
                        executor);
    }
}
