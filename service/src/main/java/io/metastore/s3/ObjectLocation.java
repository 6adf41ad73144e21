package io.metastore.s3;

/** Where an object is, written as {@code s3://bucket/key}. */
public record ObjectLocation(String bucket, String key) {
    private static final String SCHEME = "s3://";

    public ObjectLocation {
        if (bucket.isEmpty() || key.isEmpty() || key.endsWith("/")) {
            throw new IllegalArgumentException(
                    "name a bucket and an object in it, such as s3://backups/monday.db");
        }
    }

    /** Whether a text is meant as one, and not as the name of a file. */
    public static boolean isMeant(String text) {
        return text.startsWith(SCHEME);
    }

    /**
     * Reads the text of {@link #toString}.
     *
     * @throws IllegalArgumentException when bucket or key are missing; says what to write instead
     */
    public static ObjectLocation parse(String text) {
        String rest = text.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        return new ObjectLocation(
                slash < 0 ? rest : rest.substring(0, slash),
                slash < 0 ? "" : rest.substring(slash + 1));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
