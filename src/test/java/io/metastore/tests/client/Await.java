package io.metastore.tests.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, never for time alone. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {}

    /** Returns once the condition holds; fails with the description when it does not in time. */
    public static void until(String description, Duration max, BooleanSupplier condition) {
        present(
                description,
                max,
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns what is there once it is; fails with the description when it is not in time. */
    @CanIgnoreReturnValue
    public static <T> T present(String description, Duration max, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + max.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + max + ": " + description);
            }
            pause(PAUSE);
        }
    }

    /** Paces a client that does something again and again; no way to wait for a server. */
    public static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
