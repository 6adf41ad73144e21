package io.metastore.tests.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream in both directions, read message by message. One thread reads; any may send.
 *
 * @param <Q> what is sent
 * @param <R> what is received
 */
public final class Stream<Q, R> implements AutoCloseable {
    private static final Duration NEXT_MAX = Duration.ofSeconds(20);

    private final ClientCall<Q, R> call;
    private final BlockingQueue<R> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private volatile boolean reading = true;

    private Stream(ClientCall<Q, R> call) {
        this.call = call;
    }

    static <Q, R> Stream<Q, R> open(ClientCall<Q, R> call) {
        Stream<Q, R> stream = new Stream<>(call);
        call.start(stream.listener(), new Metadata());
        call.request(1);
        return stream;
    }

    public synchronized void send(Q message) {
        call.sendMessage(message);
    }

    /** Tells the server that no more is sent. */
    public synchronized void halfClose() {
        call.halfClose();
    }

    /** The next message; fails when none comes in time or the stream has ended. */
    public R next() {
        R message = poll(NEXT_MAX);
        if (message == null) {
            throw new AssertionError(
                    "no message within " + NEXT_MAX + "; the stream's end: " + end.getNow(null));
        }
        return message;
    }

    /** The next message if one comes in time and before the end of the stream. */
    public Optional<R> next(Duration max) {
        return Optional.ofNullable(poll(max));
    }

    /** Whether the stream has ended and all its messages were read. */
    public boolean isExhausted() {
        return end.isDone() && received.isEmpty();
    }

    /** The status the stream ends with. */
    public Status end() {
        try {
            return end.get(NEXT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new AssertionError("the stream did not end within " + NEXT_MAX, e);
        }
    }

    /** Takes nothing more from the network, as a client does that hangs. */
    public void stopReading() {
        reading = false;
    }

    /** Goes on after {@link #stopReading()}. */
    public void resumeReading() {
        reading = true;
        call.request(1);
    }

    /** Vanishes: the stream is reset. */
    @Override
    public void close() {
        call.cancel("closed by the test", null);
    }

    private @Nullable R poll(Duration max) {
        long deadline = System.nanoTime() + max.toNanos();
        try {
            while (true) {
                R message = received.poll(20, TimeUnit.MILLISECONDS);
                if (message != null || isExhausted() || System.nanoTime() - deadline > 0) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ClientCall.Listener<R> listener() {
        return new ClientCall.Listener<>() {
            @Override
            public void onMessage(R message) {
                received.add(message);
                if (reading) {
                    call.request(1);
                }
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                end.complete(status);
            }
        };
    }
}
