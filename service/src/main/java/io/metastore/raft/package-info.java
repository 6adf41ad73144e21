/**
 * Consensus over bytes: the replicated log, elections, read barriers, snapshots and calls between
 * members. The only package that names the consensus library; knows nothing of what the bytes mean.
 */
@NullMarked
package io.metastore.raft;

import org.jspecify.annotations.NullMarked;
