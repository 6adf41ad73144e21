package io.metastore.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Rows;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, killed while it restores and flushes: a state is there as a whole. */
@Timeout(180)
class RestoreKillTest {
    private static final int KILLS = 6;
    private static final int ROWS = 300;

    /** Longer than any key of the states. */
    private static final byte[] COUNTER = new byte[30];

    private static final long STEP_MILLIS = 60;

    @TempDir Path directory;

    @Test
    void a_kill_leaves_one_of_the_states_and_nothing_else() throws Exception {
        Random random = new Random(1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start();
            // Past its first output, the process is at work; then anything may be hit.
            assertThat(process.getInputStream().read()).isPositive();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(5) * STEP_MILLIS);
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

            try (Engine engine = RocksDbEngine.open(directory, 0, Rows::summary);
                    Snapshot snapshot = engine.snapshot()) {
                assertWhole(snapshot);
            }
            try (var children = Files.list(directory)) {
                assertThat(children).hasSize(1);
            }
        }
    }

    /** Either of the states that are restored, with the same number of batches in all keyspaces. */
    private static void assertWhole(Snapshot snapshot) {
        long index = snapshot.appliedIndex();
        byte[] counter = snapshot.get(Keyspace.META, COUNTER);
        long batches = counter == null ? 0 : counter[0];
        for (Keyspace keyspace : List.of(Keyspace.LATEST, Keyspace.HISTORY, Keyspace.INDEX)) {
            byte[] here = snapshot.get(keyspace, COUNTER);
            assertThat(here == null ? 0 : here[0]).isEqualTo((byte) batches);
        }
        if (index > 0) {
            Rows expected = state(index / 1000);
            assertThat(index % 1000).isEqualTo(batches);
            assertThat(Rows.of(snapshot).all().size())
                    .isEqualTo(expected.all().size() + (batches == 0 ? 0 : 4));
        }
    }

    /** A state whose applied index tells which it is. */
    private static Rows state(long number) {
        Rows rows = Rows.random(number, ROWS, 500);
        return rows.at(number * 1000, 1);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoreKillTest.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The process: restores one state after the other, with batches and flushes in between. */
    public static void main(String[] arguments) {
        try (Engine engine = RocksDbEngine.open(Path.of(arguments[0]), 0, Rows::summary)) {
            for (long number = engine.appliedIndex() / 1000 + 1; ; number++) {
                engine.restore(state(number));
                System.out.print('.');
                System.out.flush();
                for (int batches = 1; batches < 20; batches++) {
                    write(engine, number * 1000 + batches, (byte) batches);
                    if (batches % 5 == 0) {
                        engine.flush();
                    }
                }
            }
        }
    }

    private static void write(Engine engine, long index, byte batches) {
        byte[] value = {batches};
        try (WriteBatch batch = engine.begin()) {
            for (Keyspace keyspace :
                    List.of(Keyspace.LATEST, Keyspace.HISTORY, Keyspace.INDEX, Keyspace.META)) {
                batch.put(keyspace, COUNTER, value);
            }
            batch.applied(index, 1);
            batch.commit();
        }
    }
}
