package io.metastore.node;

import io.metastore.engine.EngineException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stops the member when a read comes upon rows that are damaged: whatever else it reads cannot be
 * trusted either. The read itself fails. Any thread.
 */
final class Damage {
    private final Consumer<Throwable> failed;

    /**
     * @param failed told of the damage; the process should end then
     */
    Damage(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    /** Does a read of the member's own state. */
    <T> T watched(Supplier<T> read) {
        try {
            return read.get();
        } catch (EngineException e) {
            failed.accept(e);
            throw e;
        }
    }
}
