package io.metastore.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The disk that a directory is on, or will be once it has been made. */
final class DataDisk {
    private DataDisk() {}

    static DiskSpace of(Path directory, OptionalLong reserveBytes) {
        FileStore disk = disk(directory);
        return new DiskSpace(() -> usableBytes(disk), totalBytes(disk), reserveBytes);
    }

    private static FileStore disk(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long usableBytes(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long totalBytes(FileStore disk) {
        try {
            return disk.getTotalSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
