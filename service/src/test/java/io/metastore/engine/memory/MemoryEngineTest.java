package io.metastore.engine.memory;

import io.metastore.engine.Engine;
import io.metastore.engine.EngineContract;
import java.nio.file.Path;

/** The memory engine keeps what every engine promises. */
class MemoryEngineTest extends EngineContract {
    @Override
    protected Engine open(Path directory) {
        return new MemoryEngine();
    }
}
