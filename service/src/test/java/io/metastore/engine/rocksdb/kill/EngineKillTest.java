package io.metastore.engine.rocksdb.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * SIGKILL at random moments, also during flush, compaction, checkpoint and restore. Each next life
 * finds exactly the state after some batch, and none before the last acknowledged flush. More
 * kills: {@code -De2e.kills=500}; the same victims again: {@code -De2e.seed=S}.
 */
final class EngineKillTest {
    private static final int KILLS = Integer.getInteger("e2e.kills", 30);
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());
    private static final int ALIVE_MILLIS_MAX = 250;
    private static final int DURING_MILLIS_MAX = 30;
    private static final int STARTING_MILLIS_MAX = 400;
    private static final int OPEN_SECONDS_MAX = 30;

    private final Random random = new Random(SEED);
    private final Map<KillPoint, Integer> kills = new EnumMap<>(KillPoint.class);
    private int killsWhileOpening;
    private long acknowledged;

    @TempDir Path directory;

    @Test
    void every_life_finds_the_state_after_a_whole_batch_and_nothing_flushed_is_lost()
            throws Exception {
        Path library = extractLibrary();
        Path data = Files.createDirectories(directory.resolve("data"));
        long first = System.nanoTime();
        for (int kill = 0; kill < KILLS; kill++) {
            killOnce(data, library);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - first);

        try (Engine engine = KilledEngine.open(data)) {
            assertThat(KillWriter.difference(engine)).isNull();
            assertThat(engine.appliedIndex()).isGreaterThanOrEqualTo(acknowledged);
            System.out.printf(
                    "seed %d: %d kills in %d s, while opening %d, else %s; batch %d, flushed %d%n",
                    SEED,
                    KILLS,
                    seconds,
                    killsWhileOpening,
                    kills,
                    engine.appliedIndex(),
                    acknowledged);
        }
        assertThat(acknowledged).as("something was flushed at all").isPositive();
    }

    private void killOnce(Path data, Path library) throws InterruptedException {
        boolean opening = random.nextInt(10) == 0;
        KillPoint target = KillPoint.ofWeight(random.nextInt(KillPoint.WEIGHTS));
        boolean any = target == KillPoint.WRITE;
        var process =
                new KilledProcess(
                        data, library, random.nextLong(), any ? "opened " : "begin " + target);
        if (opening) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(STARTING_MILLIS_MAX));
        } else {
            process.awaitLine(OPEN_SECONDS_MAX);
            long millis = random.nextInt(any ? ALIVE_MILLIS_MAX : DURING_MILLIS_MAX);
            TimeUnit.MILLISECONDS.sleep(millis);
        }
        process.kill();
        if (process.opened() < 0) {
            killsWhileOpening++;
        } else {
            kills.merge(process.point(), 1, Integer::sum);
            assertThat(process.opened())
                    .as("applied index found, after this one was acknowledged; seed " + SEED)
                    .isGreaterThanOrEqualTo(acknowledged);
        }
        acknowledged = Math.max(acknowledged, process.flushed());
    }

    /** RocksDB would unpack its library in every life, and nobody would remove it. */
    private Path extractLibrary() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("library"));
        String name = Environment.getJniLibraryFileName("rocksdb");
        try (InputStream packed = RocksDB.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(packed, folder.resolve(name));
        }
        return folder;
    }
}
