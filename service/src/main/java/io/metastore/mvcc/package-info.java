/**
 * Every version of every key over an {@code engine}: revisions, ranges now and in the past,
 * compaction and the replay of history. Knows no clock, no leases beyond the number in a record, no
 * users and no log; has no threads of its own and no state outside the engine, so that restoring
 * the engine or discarding a batch needs no word to this package.
 *
 * <p>Rows:
 *
 * <ul>
 *   <li>{@code HISTORY}: main revision (8 bytes, big endian), {@code '_'}, sub revision (8 bytes),
 *       and {@code 't'} behind them for a tombstone; the value is a {@code mvccpb.KeyValue}, of
 *       which a tombstone sets the key alone. These are the rows of etcd's own backend.
 *   <li>{@code LATEST}: user key to the same bytes as in {@code HISTORY}; live keys only.
 *   <li>{@code INDEX}: see {@link io.metastore.mvcc.IndexKey}; the value is one byte, put or
 *       tombstone, so that counting in the past never touches {@code HISTORY}, and reading there
 *       costs one lookup for each key that is returned.
 *   <li>{@code META}: see {@link io.metastore.mvcc.MetaRows}.
 * </ul>
 */
@NullMarked
package io.metastore.mvcc;

import org.jspecify.annotations.NullMarked;
