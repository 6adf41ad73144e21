package io.metastore.mvcc;

/**
 * A hash and the state it was asked of.
 *
 * @param hash the hash
 * @param currentRevision the revision of the store when it answered
 */
public record HashAnswer(StoreHash hash, long currentRevision) {}
