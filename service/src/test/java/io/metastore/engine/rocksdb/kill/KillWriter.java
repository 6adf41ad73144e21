package io.metastore.engine.rocksdb.kill;

import io.metastore.disk.DirectoryTree;
import io.metastore.engine.Engine;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.rocksdb.CheckpointFormat;
import io.metastore.engine.rocksdb.RocksDbEngine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The process that is killed: verifies the state it finds, then writes batch after batch, with
 * everything an engine does besides in between. Tells each step on its output, before and after.
 */
final class KillWriter {
    /** The most batches between two other steps. */
    private static final int BATCHES_MAX = 300;

    /** Enough to fill the write buffers, so that the engine flushes and compacts by itself. */
    private static final int BURST_BATCHES_MAX = 40_000;

    /** How far a state from elsewhere may be ahead. */
    private static final int RESTORE_AHEAD_MAX = 2_000;

    private static final OutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

    private final RocksDbEngine engine;
    private final Path checkpoint;
    private final Random random;

    private KillWriter(RocksDbEngine engine, Path checkpoint, Random random) {
        this.engine = engine;
        this.checkpoint = checkpoint;
        this.random = random;
    }

    /** Arguments: the directory and a seed. Ends only when it is killed or the state is wrong. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        try (RocksDbEngine engine = KilledEngine.open(directory)) {
            KillWriter writer =
                    new KillWriter(engine, directory.resolveSibling("checkpoint"), random);
            String difference = difference(engine);
            if (difference != null) {
                throw new IllegalStateException(difference);
            }
            say("opened " + engine.appliedIndex());
            while (true) {
                writer.writeBatches(BATCHES_MAX);
                writer.doSomethingElse();
            }
        }
    }

    /** What is wrong with the state, or null. */
    static @Nullable String difference(Engine engine) {
        try (Snapshot snapshot = engine.snapshot()) {
            return NumberedBatches.difference(snapshot, snapshot.appliedIndex());
        }
    }

    private void writeBatches(int countMax) {
        for (int count = random.nextInt(countMax); count > 0; count--) {
            try (WriteBatch batch = engine.begin()) {
                NumberedBatches.write(batch, engine.appliedIndex() + 1);
            }
        }
    }

    private void doSomethingElse() throws IOException {
        KillPoint point = KillPoint.ofWeight(random.nextInt(KillPoint.WEIGHTS));
        long number = engine.appliedIndex();
        say("begin " + point);
        switch (point) {
            case WRITE -> writeBatches(BURST_BATCHES_MAX);
            case FLUSH -> {
                engine.flush();
                say("flushed " + number);
            }
            case DEFRAGMENT -> engine.defragment();
            case CHECKPOINT -> checkpoint();
            case RESTORE ->
                    engine.restore(
                            NumberedBatches.stateAfter(number + random.nextInt(RESTORE_AHEAD_MAX)));
        }
        say("end " + point);
    }

    /** Half of them beside writes, the others become the state at once. */
    private void checkpoint() throws IOException {
        DirectoryTree.delete(checkpoint);
        Files.createDirectories(checkpoint);
        Runnable writing = engine.snapshots().begin(checkpoint);
        if (random.nextBoolean()) {
            CompletableFuture<Void> written = CompletableFuture.runAsync(writing);
            writeBatches(BATCHES_MAX);
            written.join();
        } else {
            writing.run();
            engine.restore(new CheckpointFormat().open(checkpoint));
        }
    }

    private static void say(String line) throws IOException {
        OUTPUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
