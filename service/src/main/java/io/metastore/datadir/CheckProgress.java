package io.metastore.datadir;

/** Told how far a check has come. */
@FunctionalInterface
public interface CheckProgress {
    /**
     * More has been looked at.
     *
     * @param total how much there is, 0 when that is not known
     */
    void at(String what, long done, long total);
}
