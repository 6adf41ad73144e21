package io.metastore.engine.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Which files a checkpoint consists of, and which log entry it goes up to. In the file: magic,
 * version, applied index and term, number of files, for each its name, size and CRC32C; then the
 * CRC32C of all that. Big-endian.
 */
record CheckpointList(long appliedIndex, long appliedTerm, List<Part> files) {
    static final String NAME = "checkpoint";
    private static final long MAGIC = 0x4d53_4350_4c49_5354L;
    private static final int VERSION = 1;

    /** More files than this cannot be meant. */
    private static final int FILES_MAX = 10_000_000;

    /** One file. */
    record Part(String name, long size, int checksum) {}

    CheckpointList {
        files = List.copyOf(files);
    }

    void write(Path directory) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeLong(MAGIC);
                out.writeInt(VERSION);
                out.writeLong(appliedIndex);
                out.writeLong(appliedTerm);
                out.writeInt(files.size());
                for (Part file : files) {
                    byte[] name = file.name.getBytes(UTF_8);
                    out.writeInt(name.length);
                    out.write(name);
                    out.writeLong(file.size);
                    out.writeInt(file.checksum);
                }
                out.writeInt(checksum(bytes.toByteArray(), out.size()));
            }
            Files.write(directory.resolve(NAME), bytes.toByteArray());
        } catch (IOException e) {
            throw new EngineException("cannot write " + directory.resolve(NAME) + ": " + e, e);
        }
    }

    static CheckpointList read(Path directory) {
        Path file = directory.resolve(NAME);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CorruptSnapshotException("cannot read " + file + ": " + e, e);
        }
        int length = bytes.length - Integer.BYTES;
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
            throw new CorruptSnapshotException(file + " is damaged: wrong checksum");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(in, file);
        } catch (IOException e) {
            throw new CorruptSnapshotException(file + " is damaged: " + e, e);
        }
    }

    private static CheckpointList read(DataInputStream in, Path file) throws IOException {
        if (in.readLong() != MAGIC || in.readInt() != VERSION) {
            throw new CorruptSnapshotException(file + " is of another version of this program");
        }
        long index = in.readLong();
        long term = in.readLong();
        int count = in.readInt();
        if (count < 0 || count > FILES_MAX) {
            throw new CorruptSnapshotException(file + " is damaged: " + count + " files");
        }
        List<Part> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = new String(in.readNBytes(in.readInt()), UTF_8);
            files.add(new Part(name, in.readLong(), in.readInt()));
        }
        return new CheckpointList(index, term, files);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
