package io.metastore.engine.rocksdb;

import io.metastore.engine.Engine;
import io.metastore.engine.EngineContract;
import java.nio.file.Path;

/** The RocksDB engine keeps what every engine promises. */
class RocksDbEngineTest extends EngineContract {
    @Override
    protected Engine open(Path directory) {
        return RocksDbEngine.open(directory, MemoryBudget.BYTES_MIN);
    }
}
