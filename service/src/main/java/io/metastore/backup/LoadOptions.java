package io.metastore.backup;

/**
 * What is to be changed while a backup is loaded.
 *
 * @param skipHashCheck loads a database without a digest, such as the file of a data directory, and
 *     does not look at a digest that is there
 * @param bumpRevision how far the revision moves on, so that watchers and caches never see it go
 *     back; 0 for not at all
 * @param markCompacted whether everything up to the new revision counts as compacted, so that
 *     watchers learn that they have missed something; goes with {@code bumpRevision} and only so
 */
public record LoadOptions(boolean skipHashCheck, long bumpRevision, boolean markCompacted) {
    /** Takes the backup as it is, after checking its digest. */
    public static final LoadOptions DEFAULT = new LoadOptions(false, 0, false);

    /** Refuses one of the two without the other. */
    public LoadOptions {
        if (bumpRevision < 0 || (bumpRevision > 0) != markCompacted) {
            throw new IllegalArgumentException(
                    "bumpRevision " + bumpRevision + " with markCompacted " + markCompacted);
        }
    }
}
