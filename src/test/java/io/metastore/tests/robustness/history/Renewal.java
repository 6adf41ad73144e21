package io.metastore.tests.robustness.history;

/**
 * A lease was granted or kept alive.
 *
 * @param key that hangs on this lease alone
 * @param called when the request was sent: the lease lives at least for its time from then on
 */
public record Renewal(long lease, String key, long ttlMillis, long called) {}
