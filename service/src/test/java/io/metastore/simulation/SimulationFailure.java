package io.metastore.simulation;

import org.jspecify.annotations.Nullable;

/** The simulation came upon something that must not be. */
final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    SimulationFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
