package io.metastore.cli.tool;

import io.metastore.s3.ObjectStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads snapshots and puts into words why one cannot be used. */
final class SnapshotSource {
    private static final String OURS = "io.metastore.";

    private SnapshotSource() {}

    /** What is done with the place of a snapshot. */
    @FunctionalInterface
    interface Use<T> {
        T of(SnapshotPlace place) throws IOException;
    }

    /**
     * Reads the snapshot that a user named.
     *
     * @param doing what cannot be done when files are at fault, such as "cannot make x"
     */
    static <T> T read(SnapshotPlace named, String doing, Use<T> use) {
        try (SnapshotPlace place = named) {
            try {
                return use.of(place);
            } catch (ObjectStoreException e) {
                throw new ToolFailure("cannot read " + e.getMessage(), e);
            } catch (IOException e) {
                throw new ToolFailure(doing + ": " + place.named(Reasons.of(e)), e);
            } catch (UncheckedIOException e) {
                throw new ToolFailure(
                        place.named(e.getMessage() + ": " + Reasons.of(e.getCause())), e);
            } catch (RuntimeException e) {
                throw explained(place, e);
            }
        }
    }

    /** Failures of our own say what is wrong; others are faults of the program. */
    private static RuntimeException explained(SnapshotPlace place, RuntimeException failure) {
        if (failure instanceof ToolFailure) {
            return failure;
        }
        boolean telling =
                failure.getClass().getName().startsWith(OURS)
                        || failure instanceof IllegalArgumentException;
        return telling
                ? new ToolFailure(place.named(String.valueOf(failure.getMessage())), failure)
                : failure;
    }
}
