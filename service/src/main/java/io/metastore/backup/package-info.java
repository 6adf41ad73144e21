/**
 * Backups: a state as the file that {@code etcdctl snapshot save} makes, with etcd's buckets and
 * the digest behind them, and such files of etcd 3.4 to 3.7 as rows of a new engine. Knows what is
 * in each bucket; the format of the file is {@code bbolt}'s, the rows of the engine are those of
 * {@code mvcc}, {@code lease}, {@code alarm} and {@code member}.
 *
 * <p>Members and the cluster's id go out, for etcd's tools show and expect them, but do not come
 * in: what is made from a backup is a new cluster.
 */
@NullMarked
package io.metastore.backup;

import org.jspecify.annotations.NullMarked;
