package io.metastore.bbolt;

/** A file that is damaged, or no file of this format. The message names the file and the page. */
public final class CorruptBoltException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptBoltException(String message) {
        super(message);
    }
}
