package io.metastore.engine.memory;

import static io.metastore.engine.Keyspace.HISTORY;
import static io.metastore.engine.Keyspace.LATEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Engine;
import io.metastore.engine.EngineContract;
import io.metastore.engine.Rows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The memory engine keeps what every engine promises, and memory low. */
class MemoryEngineTest extends EngineContract {
    @Override
    protected Engine open(Path directory) {
        return new MemoryEngine();
    }

    @Test
    void a_restored_state_keeps_equal_values_of_latest_and_history_once() {
        Rows rows = new Rows();
        byte[] live = {1};
        byte[] replaced = {2};
        rows.put(LATEST, live, new byte[] {10, 11});
        rows.put(HISTORY, live, new byte[] {10, 11});
        rows.put(HISTORY, replaced, new byte[] {10, 12});

        try (MemoryEngine engine = new MemoryEngine()) {
            engine.restore(rows);

            assertThat(engine.get(LATEST, live)).isSameAs(engine.get(HISTORY, live));
            assertThat(engine.get(HISTORY, replaced)).containsExactly(10, 12);
        }
    }
}
