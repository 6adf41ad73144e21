package io.metastore.tests.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files a stopped MetaStore keeps its Raft log in, to be damaged. */
final class LogFiles {
    private final List<Path> files;

    /** All write-ahead files below the data directory that hold anything, oldest first. */
    LogFiles(Path dataDir) {
        try (Stream<Path> all = Files.walk(dataDir)) {
            this.files =
                    all.filter(file -> file.getFileName().toString().matches("\\d+\\.log"))
                            .filter(file -> size(file) > 0)
                            .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files.isEmpty()) {
            throw new IllegalStateException("no log files below " + dataDir);
        }
    }

    /** Turns one bit over in the middle of the largest file; returns where. */
    String flipInTheMiddle() {
        Path file = files.stream().max(Comparator.comparing(LogFiles::size)).orElseThrow();
        long at = size(file) / 2;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 0x40);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file + " at " + at;
    }

    /** Cuts bytes off the newest file, as when a machine stops while it writes. */
    void cutTail(int byteCount) {
        Path file = files.get(files.size() - 1);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(Math.max(0, bytes.length() - byteCount));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
