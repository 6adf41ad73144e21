package io.metastore.app.config;

/** A setting that cannot be; the message names it, where it came from and what would be right. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message, null, false, false);
    }
}
