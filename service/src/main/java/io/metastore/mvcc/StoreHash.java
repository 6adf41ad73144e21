package io.metastore.mvcc;

/**
 * What a member's history looks like at a revision, in one number: the same on every member that
 * has the same history, and the same as etcd's.
 *
 * @param hash CRC32C, see {@link StoreHasher}
 * @param compactRevision the compaction it was computed under, -1 for none; hashes can only be
 *     compared when it is the same
 * @param revision the last revision that went into it
 */
public record StoreHash(int hash, long compactRevision, long revision) {}
