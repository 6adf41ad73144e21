package io.metastore.node;

/**
 * What keeps a member from running out of space.
 *
 * @param quotaBytes size that the state may have; negative for no bound
 */
public record GuardSettings(long quotaBytes) {
    /** The quota when none is given. */
    public static final long QUOTA_BYTES_DEFAULT = 2L << 30;

    /** A quota above this is unusual: a new member takes long to get such a state. */
    public static final long QUOTA_BYTES_SUGGESTED_MAX = 8L << 30;
}
