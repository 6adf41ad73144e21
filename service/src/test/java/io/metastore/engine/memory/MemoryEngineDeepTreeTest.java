package io.metastore.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.EngineContract;
import io.metastore.engine.Keyspace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;

/** The same with nodes so small that the trees become deep, and a look at their shape. */
class MemoryEngineDeepTreeTest extends EngineContract {
    private final MemoryEngine engine = new MemoryEngine(Node.ENTRIES_MAX_LEAST);

    @Override
    protected Engine open(Path directory) {
        return engine;
    }

    @AfterEach
    void checkShape(TestInfo test) {
        if (test.getTags().contains(CLOSES_ENGINE)) {
            return;
        }
        long sizeBytes = 0;
        for (Keyspace keyspace : Keyspace.values()) {
            TreeShape.of(engine.state().root(keyspace));
            try (Cursor cursor = engine.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
                while (cursor.next()) {
                    sizeBytes += StateEditor.rowBytes(keyspace, cursor.key(), cursor.value());
                }
            }
        }
        assertThat(engine.sizeBytes()).isEqualTo(sizeBytes);
    }
}
