package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.engine.Engine;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Backups of the state as this member has applied it, leader or not. Each holds one engine snapshot
 * while it is being sent, and a thread of its own; writes go on meanwhile. Any thread.
 */
public final class BackupService {
    /** Backups that may be sent at the same time. */
    public static final int BACKUPS_MAX = 2;

    private final Engine engine;
    private final Executor threads;
    private final LongConsumer sentNanos;
    private final LongSupplier nanoTime;
    private final Semaphore free = new Semaphore(BACKUPS_MAX);

    /**
     * @param threads one for each backup that may be sent at the same time
     * @param sentNanos told how long each backup took that was sent to its end
     */
    BackupService(Engine engine, Executor threads, LongConsumer sentNanos, LongSupplier nanoTime) {
        this.engine = engine;
        this.threads = threads;
        this.sentNanos = sentNanos;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins a backup.
     *
     * @param available run on {@code receiver} whenever there may be something to poll
     * @throws EtcdException TOO_MANY_REQUESTS when {@link #BACKUPS_MAX} are being sent
     */
    public BackupStream open(Executor receiver, Runnable available) {
        if (!free.tryAcquire()) {
            throw new EtcdException(EtcdError.TOO_MANY_REQUESTS);
        }
        BackupStream stream = new BackupStream(receiver, available);
        try {
            threads.execute(() -> send(stream));
        } catch (RejectedExecutionException e) {
            throw new EtcdException(EtcdError.STOPPED);
        }
        return stream;
    }

    private void send(BackupStream stream) {
        long startNanos = nanoTime.getAsLong();
        try {
            if (stream.send(engine)) {
                sentNanos.accept(nanoTime.getAsLong() - startNanos);
            }
        } finally {
            free.release();
        }
    }
}
