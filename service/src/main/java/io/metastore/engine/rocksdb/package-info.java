/**
 * The engine that keeps the state in RocksDB, so that it may be larger than memory and is there
 * again after a restart without the log. Knows files, column families and native memory; nobody
 * else names RocksDB but the log.
 */
@NullMarked
package io.metastore.engine.rocksdb;

import org.jspecify.annotations.NullMarked;
