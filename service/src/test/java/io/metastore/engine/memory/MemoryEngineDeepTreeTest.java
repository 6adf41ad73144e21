package io.metastore.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Engine;
import io.metastore.engine.EngineContract;
import io.metastore.engine.Keyspace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** The same with nodes so small that the trees become deep, and a look at their shape. */
class MemoryEngineDeepTreeTest extends EngineContract {
    private final MemoryEngine engine = new MemoryEngine(Node.ENTRIES_MAX_LEAST);

    @Override
    protected Engine open(Path directory) {
        return engine;
    }

    @AfterEach
    void checkShape() {
        long sizeBytes = 0;
        for (Keyspace keyspace : Keyspace.values()) {
            TreeShape shape = TreeShape.of(engine.state().root(keyspace));
            sizeBytes += shape.bytes() + (long) shape.rows() * StateEditor.ROW_OVERHEAD_BYTES;
        }
        assertThat(engine.sizeBytes()).isEqualTo(sizeBytes);
    }
}
