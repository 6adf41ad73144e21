package io.metastore.engine.rocksdb;

import io.metastore.disk.DurableFiles;
import io.metastore.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDBException;

/** Makes checkpoints: hard links to the files of the moment, and the list of them. */
final class CheckpointFiles {
    private static final String TABLE_SUFFIX = ".sst";
    private static final String INFO_PREFIX = "LOG";
    private static final int BUFFER_BYTES = 1024 * 1024;

    private CheckpointFiles() {}

    /** Flushes the database and writes a checkpoint of it; commits go on meanwhile. */
    static void write(Database database, Path directory, DatabaseOptions options) {
        Path files = directory.resolve(CheckpointFormat.FILES);
        try (var checkpoint = org.rocksdb.Checkpoint.create(database.rocks())) {
            checkpoint.createCheckpoint(files.toString());
            list(files, options).write(directory);
        } catch (RocksDBException e) {
            throw database.failed("copy", e);
        } catch (IOException e) {
            throw new EngineException("cannot write the snapshot " + directory + ": " + e, e);
        }
    }

    /** Opens what was written, which also shows that it can be, and asks for its checksums. */
    private static CheckpointList list(Path files, DatabaseOptions options) throws IOException {
        Database written = Database.openReadOnly(files, options);
        OwnRows own;
        Map<String, Integer> checksums = new HashMap<>();
        try {
            own = OwnRows.read(written);
            for (LiveFileMetaData file : written.rocks().getLiveFilesMetaData()) {
                byte[] checksum = file.fileChecksum();
                if (checksum.length == Integer.BYTES) {
                    String name = Path.of(file.fileName()).getFileName().toString();
                    checksums.put(name, ByteBuffer.wrap(checksum).getInt());
                }
            }
        } finally {
            written.close();
        }
        List<CheckpointList.Part> parts = new ArrayList<>();
        for (Path file : children(files)) {
            String name = file.getFileName().toString();
            if (name.startsWith(INFO_PREFIX)) {
                Files.delete(file);
                continue;
            }
            // Reading all of a large state at every snapshot would take too long.
            Integer known = checksums.get(name);
            int checksum = known == null ? checksum(file) : known;
            parts.add(new CheckpointList.Part(name, Files.size(file), checksum));
        }
        return new CheckpointList(own.appliedIndex(), own.appliedTerm(), parts);
    }

    private static List<Path> children(Path directory) throws IOException {
        try (var children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    /** Tables never change; everything else is copied. */
    static void linkOrCopy(Path from, Path to) throws IOException {
        if (from.toString().endsWith(TABLE_SUFFIX)) {
            try {
                Files.createLink(to, from);
                return;
            } catch (FileSystemException | UnsupportedOperationException e) {
                // Another file system, or one without links.
            }
        }
        Files.copy(from, to);
        DurableFiles.sync(to);
    }

    /** The CRC32C of a whole file. */
    static int checksum(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                checksum.update(buffer.flip());
            }
        }
        return (int) checksum.getValue();
    }
}
