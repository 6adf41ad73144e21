package io.metastore.verification;

import io.metastore.mvcc.HashAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What another member said when asked for a hash.
 *
 * @param memberId who was asked
 * @param answer null when it has no such hash, or did not answer in time
 */
public record PeerHash(long memberId, @Nullable HashAnswer answer) {}
