package io.metastore.tests.robustness.history;

/**
 * One thing that a request does.
 *
 * @param end of a range of keys; empty for one key
 * @param value that is put; never the same twice
 */
public record Step(Kind kind, String key, String end, String value) {
    /** What is done with the keys. */
    public enum Kind {
        PUT,
        DELETE,
        RANGE
    }

    public static Step put(String key, String value) {
        return new Step(Kind.PUT, key, "", value);
    }

    public static Step delete(String key) {
        return new Step(Kind.DELETE, key, "", "");
    }

    public static Step get(String key) {
        return new Step(Kind.RANGE, key, "", "");
    }

    /** The same for all keys up to the end. */
    public Step through(String rangeEnd) {
        return new Step(kind, key, rangeEnd, value);
    }
}
