package io.metastore.cli.tool;

/** Options that do not go together; the message is for the user. */
public final class ToolUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ToolUsageException(String message) {
        super(message);
    }
}
