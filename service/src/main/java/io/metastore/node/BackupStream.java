package io.metastore.node;

import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A backup on its way to a client: a few messages at a time, made by a thread that waits until the
 * client has taken some. {@link #poll} and what goes with it belong to the receiver, {@link #close}
 * may come from any thread.
 */
public final class BackupStream implements AutoCloseable {
    /** Messages that wait for the client. */
    static final int WAITING_MAX = 8;

    /** How long a client may take nothing before its backup ends. */
    private static final long STALL_SECONDS_MAX = 300;

    private final Executor receiver;
    private final Runnable available;
    private final ConcurrentLinkedQueue<SnapshotResponse> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(WAITING_MAX);
    private volatile boolean closed;
    private volatile boolean written;
    private volatile @Nullable RuntimeException failure;

    BackupStream(Executor receiver, Runnable available) {
        this.receiver = receiver;
        this.available = available;
    }

    /**
     * The next message, or null when there is none yet or none any more.
     *
     * @throws RuntimeException when the backup failed
     */
    public @Nullable SnapshotResponse poll() {
        SnapshotResponse next = waiting.poll();
        if (next != null) {
            room.release();
            return next;
        }
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return null;
    }

    /** Whether every message has been polled. */
    public boolean isFinished() {
        return written && waiting.isEmpty();
    }

    /** Gives up what has not been sent. */
    @Override
    public void close() {
        closed = true;
        room.release();
    }

    /** Makes the backup; on a thread of its own. False when it was given up or failed. */
    boolean send(Engine engine) {
        try (var snapshot = engine.snapshot()) {
            BackupMessages.of(snapshot, this::offer).send();
            written = true;
        } catch (IOException e) {
            failure = new UncheckedIOException("backup failed", e);
        } catch (RuntimeException e) {
            failure = e;
        }
        tell();
        return written;
    }

    private void tell() {
        try {
            if (!closed) {
                receiver.execute(available);
            }
        } catch (RejectedExecutionException e) {
            // Its event loop has ended, and the client with it.
            closed = true;
        }
    }

    private void offer(SnapshotResponse message) throws IOException {
        try {
            if (!room.tryAcquire(STALL_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IOException("nothing taken for " + STALL_SECONDS_MAX + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the node stops", e);
        }
        if (closed) {
            throw new IOException("the client is gone");
        }
        waiting.add(message);
        tell();
    }
}
