package io.metastore.tests.faults;

import io.metastore.tests.cluster.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Where a MetaStore keeps the snapshots of its log. */
final class SnapshotFolder {
    private static final String PREFIX = "snapshot_";

    private final Path folder;

    SnapshotFolder(Member member) {
        this.folder = member.dataDir().resolve("member").resolve("snapshot");
    }

    /** The index of the newest complete snapshot, 0 when there is none. */
    long newestIndex() {
        return indexes().max().orElse(0);
    }

    /** Whether a snapshot has begun to come in since then. */
    boolean isBeingInstalled(Instant since) {
        try {
            return !Files.getLastModifiedTime(folder.resolve("temp")).toInstant().isBefore(since);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many complete snapshots there are. */
    long count() {
        return indexes().count();
    }

    /**
     * Turns one bit over in the middle of the largest file of the newest snapshot. The file becomes
     * one of its own before: an engine may share it with its living state.
     */
    Path flipInLargest() {
        Path newest = folder.resolve(PREFIX + newestIndex());
        try (Stream<Path> files = Files.walk(newest)) {
            Path largest =
                    files.filter(Files::isRegularFile)
                            .max(Comparator.comparing(file -> file.toFile().length()))
                            .orElseThrow();
            byte[] bytes = Files.readAllBytes(largest);
            bytes[bytes.length / 2] ^= 0x40;
            Path copy = Files.write(largest.resolveSibling("damaged"), bytes);
            Files.move(copy, largest, StandardCopyOption.REPLACE_EXISTING);
            return largest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LongStream indexes() {
        try (Stream<Path> all = Files.list(folder)) {
            return all
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(PREFIX + "[0-9]+"))
                    .mapToLong(name -> Long.parseLong(name.substring(PREFIX.length())))
                    .boxed()
                    .toList()
                    .stream()
                    .mapToLong(Long::longValue);
        } catch (NoSuchFileException e) {
            return LongStream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
