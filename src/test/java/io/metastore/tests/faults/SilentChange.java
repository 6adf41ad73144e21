package io.metastore.tests.faults;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotFile;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes a value in the snapshot of a stopped member so that every checksum is right again. */
final class SilentChange {
    private static final byte[] FIRST = {};

    private SilentChange() {}

    /** Gives the first key of the newest snapshot another value of the same length. */
    static void inSnapshot(Path dataDir) {
        Path file =
                newest(dataDir)
                        .orElseThrow(() -> new IllegalStateException("no snapshot in " + dataDir))
                        .resolve("state")
                        .resolve("state.snapshot");
        try (MemoryEngine engine = new MemoryEngine()) {
            SnapshotFile whole = SnapshotFile.open(file);
            engine.restore(whole);
            KeyValue before = firstOf(engine);
            KeyValue after =
                    before.toBuilder()
                            .setValue(ByteString.copyFrom(new byte[before.getValue().size()]))
                            .build();
            try (WriteBatch batch = engine.begin()) {
                batch.applied(whole.appliedIndex(), whole.appliedTerm());
                batch.put(Keyspace.LATEST, before.getKey().toByteArray(), after.toByteArray());
                batch.put(Keyspace.HISTORY, historyKey(engine, before), after.toByteArray());
                batch.commit();
            }
            try (Snapshot snapshot = engine.snapshot()) {
                SnapshotFile.write(snapshot, file);
            }
        }
    }

    /** Whether there is a snapshot. */
    static boolean isPossible(Path dataDir) {
        return newest(dataDir).isPresent();
    }

    private static KeyValue firstOf(MemoryEngine engine) {
        try (Cursor rows = engine.scan(Keyspace.LATEST, FIRST, null, Direction.FORWARD)) {
            if (!rows.next()) {
                throw new IllegalStateException("the snapshot holds no key");
            }
            return KeyValue.parseFrom(rows.value());
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of HISTORY with the same record. */
    private static byte[] historyKey(MemoryEngine engine, KeyValue record) {
        ByteString wanted = record.toByteString();
        try (Cursor rows = engine.scan(Keyspace.HISTORY, FIRST, null, Direction.FORWARD)) {
            while (rows.next()) {
                if (wanted.equals(ByteString.copyFrom(rows.value()))) {
                    return rows.key();
                }
            }
        }
        throw new IllegalStateException("no row of history for " + record);
    }

    private static Optional<Path> newest(Path dataDir) {
        try (Stream<Path> snapshots = Files.list(dataDir.resolve("member").resolve("snapshot"))) {
            return snapshots
                    .filter(path -> path.getFileName().toString().matches("snapshot_[0-9]+"))
                    .max(Comparator.comparingLong(SilentChange::index));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long index(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().substring("snapshot_".length()));
    }
}
