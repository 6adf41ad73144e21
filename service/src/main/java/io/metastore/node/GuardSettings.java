package io.metastore.node;

import java.util.OptionalLong;

/**
 * What keeps a member from running out of space.
 *
 * @param quotaBytes size that the state may have; negative for no bound
 * @param diskReserveBytes room on the disk below which writes are refused; 0 for no bound, empty
 *     for one that fits the disk
 * @param autoCompaction how much history is kept
 */
public record GuardSettings(
        long quotaBytes, OptionalLong diskReserveBytes, AutoCompactionSettings autoCompaction) {
    /** The quota when none is given. */
    public static final long QUOTA_BYTES_DEFAULT = 2L << 30;

    /** A quota above this is unusual: a new member takes long to get such a state. */
    public static final long QUOTA_BYTES_SUGGESTED_MAX = 8L << 30;
}
