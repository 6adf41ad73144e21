package io.metastore.raft;

import java.nio.file.Path;

/** Another process works on the data directory. */
public final class DirectoryInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory) {
        super(
                directory
                        + " is in use by another process: a member that runs on it, or a tool that"
                        + " reads it. Stop that one first.");
    }
}
