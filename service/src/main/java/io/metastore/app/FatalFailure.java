package io.metastore.app;

import io.metastore.node.MemberRemovedException;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Ends the process when the member cannot go on: a state that may be wrong must not be served. */
final class FatalFailure {
    private static final Logger LOG = Logger.getLogger(FatalFailure.class);
    private static final int EXIT_CODE = 1;
    private static final long ORDERLY_STOP_MILLIS_MAX = 10_000;
    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private FatalFailure() {}

    static void stop(Throwable cause) {
        if (!STOPPING.compareAndSet(false, true)) {
            return;
        }
        if (cause instanceof MemberRemovedException) {
            // Nothing is wrong with the program, so there is nothing to trace.
            LOG.fatal(cause.getMessage());
        } else {
            LOG.fatal("this member cannot go on and stops", cause);
        }
        Thread watchdog = new Thread(FatalFailure::haltLater, "metastore-halt");
        watchdog.setDaemon(true);
        watchdog.start();
        Quarkus.asyncExit(EXIT_CODE);
    }

    private static void haltLater() {
        try {
            Thread.sleep(ORDERLY_STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
