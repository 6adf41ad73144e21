package io.metastore.engine.rocksdb;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.SnapshotSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checkpoint as the source of a state. Every file is compared with its checksum before the first
 * row is handed out, so that nothing is replaced by a damaged one.
 */
final class Checkpoint implements SnapshotSource {
    private final Path directory;
    private final CheckpointList list;

    /**
     * @param directory where the files of the database are
     */
    Checkpoint(Path directory, CheckpointList list) {
        this.directory = directory;
        this.list = list;
    }

    @Override
    public long appliedIndex() {
        return list.appliedIndex();
    }

    @Override
    public long appliedTerm() {
        return list.appliedTerm();
    }

    @Override
    public void forEach(RowReceiver receiver) {
        verify();
        try (MemoryBudget budget = new MemoryBudget(MemoryBudget.BYTES_MIN);
                DatabaseOptions options = new DatabaseOptions(budget)) {
            Database database = Database.openReadOnly(directory, options);
            try {
                for (Keyspace keyspace : Keyspace.values()) {
                    hand(database, keyspace, receiver);
                }
            } finally {
                database.close();
            }
        } catch (EngineException e) {
            throw damaged(e);
        }
    }

    private static void hand(Database database, Keyspace keyspace, RowReceiver receiver) {
        try (Cursor rows = database.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
            while (rows.next()) {
                receiver.row(keyspace, rows.key(), rows.value());
            }
        }
    }

    /**
     * Puts the files into another directory, where a database can be opened. Files that a database
     * never changes are linked, which takes neither time nor space.
     */
    void linkInto(Path target) {
        verify();
        try {
            Files.createDirectories(target);
            for (CheckpointList.Part part : list.files()) {
                CheckpointFiles.linkOrCopy(
                        directory.resolve(part.name()), target.resolve(part.name()));
            }
        } catch (IOException e) {
            throw new EngineException("cannot write the state in " + target + ": " + e, e);
        }
    }

    /**
     * Compares every file with the list.
     *
     * @throws CorruptSnapshotException naming the file that differs
     */
    private void verify() {
        for (CheckpointList.Part part : list.files()) {
            Path file = directory.resolve(part.name());
            try {
                if (Files.size(file) != part.size()
                        || CheckpointFiles.checksum(file) != part.checksum()) {
                    throw new CorruptSnapshotException(
                            "snapshot file " + file + " is damaged: wrong size or checksum");
                }
            } catch (IOException e) {
                throw new CorruptSnapshotException("cannot read snapshot file " + file, e);
            }
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private CorruptSnapshotException damaged(EngineException cause) {
        return new CorruptSnapshotException(
                "snapshot " + directory + " is damaged: " + cause.getMessage(), cause);
    }
}
