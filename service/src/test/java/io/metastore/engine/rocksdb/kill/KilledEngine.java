package io.metastore.engine.rocksdb.kill;

import io.metastore.engine.Rows;
import io.metastore.engine.rocksdb.RocksDbEngine;
import java.nio.file.Path;

/** The engine under test, with the smallest budget, so that it flushes and compacts often. */
final class KilledEngine {
    private static final long MEMORY_BYTES = 64 << 20;

    private KilledEngine() {}

    static RocksDbEngine open(Path directory) {
        return RocksDbEngine.open(directory, MEMORY_BYTES, Rows::summary);
    }
}
