package io.metastore.raft;

import org.jspecify.annotations.Nullable;

/** Recognises failures that end when there is room on the disk again. */
final class FullDisk {
    /** How the operating system says it; the JVM and RocksDB pass the text on. */
    private static final String NO_SPACE = "No space left on device";

    private static final String NO_QUOTA = "Disk quota exceeded";

    private FullDisk() {}

    static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && (message.contains(NO_SPACE) || message.contains(NO_QUOTA))) {
                return true;
            }
        }
        return false;
    }
}
