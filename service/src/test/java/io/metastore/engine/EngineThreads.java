package io.metastore.engine;

import static io.metastore.engine.Bytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What threads do to an engine in {@link EngineContract}; the number of rounds is fixed. */
final class EngineThreads {
    private static final int WRITERS = 4;
    private static final int READERS = 2;
    private static final int INCREMENTS = 200;
    private static final int BATCHES = 500;
    private static final int KEYS = 100;
    private static final long WAIT_SECONDS_MAX = 60;

    private EngineThreads() {}

    /** Were two batches open at once, increments would be lost. */
    static void incrementFromManyThreads(Engine engine) throws Exception {
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            tasks.add(
                    () -> {
                        for (int j = 0; j < INCREMENTS; j++) {
                            increment(engine);
                        }
                        return null;
                    });
        }
        runTogether(tasks);
        assertThat(number(engine.get(Keyspace.META, bytes("counter"))))
                .isEqualTo(WRITERS * INCREMENTS);
    }

    /** Every batch sets all keys of two keyspaces to its number; no reader may see two numbers. */
    static void readWhileWriting(Engine engine) throws Exception {
        writeAll(engine, 0);
        List<Callable<@Nullable Void>> tasks = new ArrayList<>();
        tasks.add(
                () -> {
                    for (long i = 1; i <= BATCHES; i++) {
                        writeAll(engine, i);
                    }
                    return null;
                });
        for (int i = 0; i < READERS; i++) {
            tasks.add(
                    () -> {
                        long seen = 0;
                        for (int j = 0; j < BATCHES; j++) {
                            seen = readAll(engine, seen);
                        }
                        return null;
                    });
        }
        runTogether(tasks);
        assertThat(readAll(engine, 0)).isEqualTo(BATCHES);
    }

    private static void increment(Engine engine) {
        try (WriteBatch batch = engine.begin()) {
            long before = number(batch.get(Keyspace.META, bytes("counter")));
            batch.put(Keyspace.META, bytes("counter"), bytes(before + 1));
            batch.commit();
        }
    }

    private static void writeAll(Engine engine, long number) {
        try (WriteBatch batch = engine.begin()) {
            for (int key = 0; key < KEYS; key++) {
                batch.put(Keyspace.LATEST, bytes(key), bytes(number));
                batch.put(Keyspace.HISTORY, bytes(key), bytes(number));
            }
            batch.applied(number, 1);
            batch.commit();
        }
    }

    private static long readAll(Engine engine, long seenBefore) {
        try (Snapshot snapshot = engine.snapshot()) {
            long number = snapshot.appliedIndex();
            assertThat(number).isGreaterThanOrEqualTo(seenBefore);
            for (Keyspace keyspace : List.of(Keyspace.LATEST, Keyspace.HISTORY)) {
                int rows = 0;
                try (Cursor cursor =
                        snapshot.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
                    while (cursor.next()) {
                        rows++;
                        assertThat(number(cursor.value())).isEqualTo(number);
                    }
                }
                assertThat(rows).isEqualTo(KEYS);
            }
            return number;
        }
    }

    private static void runTogether(List<Callable<@Nullable Void>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try {
            List<Future<@Nullable Void>> results = new ArrayList<>();
            for (Callable<@Nullable Void> task : tasks) {
                results.add(
                        threads.submit(
                                () -> {
                                    start.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
                                    return task.call();
                                }));
            }
            for (Future<@Nullable Void> result : results) {
                result.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long number(byte @Nullable [] bytes) {
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
    }
}
