/**
 * Kills a process that writes through the RocksDB engine, again and again, and looks at what it
 * left.
 */
@NullMarked
package io.metastore.engine.rocksdb.kill;

import org.jspecify.annotations.NullMarked;
