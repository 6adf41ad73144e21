package io.metastore.engine;

/**
 * The engine cannot read or write what it keeps on disk: a damaged file, a full or failing device.
 * The message names the file where it is known. After one from {@link WriteBatch#commit} nothing
 * may be written any more and the member has to stop.
 */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    public EngineException(String message) {
        super(message);
    }
}
