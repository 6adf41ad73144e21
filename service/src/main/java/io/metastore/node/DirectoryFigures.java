package io.metastore.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the directories of a member, as of the last look, so that asking touches no disk.
 * Files come and go during a look; what is gone by then does not count. Any thread.
 */
public final class DirectoryFigures {
    /**
     * One directory.
     *
     * @param newestMillis when its newest file was written, since 1970; 0 when there is none
     */
    public record Figures(long files, long bytes, long newestMillis) {
        private static final Figures NOTHING = new Figures(0, 0, 0);
    }

    private final Path member;
    private final LongSupplier wallMillis;
    private volatile Figures log = Figures.NOTHING;
    private volatile Figures snapshots = Figures.NOTHING;
    private volatile Figures state = Figures.NOTHING;

    /**
     * @param member the directory that log, snapshots and state are in
     * @param wallMillis the time since 1970, to tell the age of a file
     */
    DirectoryFigures(Path member, LongSupplier wallMillis) {
        this.member = member;
        this.wallMillis = wallMillis;
    }

    public Figures log() {
        return log;
    }

    public Figures snapshots() {
        return snapshots;
    }

    /** The state, when the engine keeps it on the disk. */
    public Figures state() {
        return state;
    }

    /** Seconds since the newest snapshot was written; -1 when there is none. */
    public long snapshotAgeSeconds() {
        long newest = snapshots.newestMillis();
        return newest == 0 ? -1 : Math.max(0, wallMillis.getAsLong() - newest) / 1000;
    }

    /** Walks the directories; may wait for the disk. */
    void look() {
        log = figures("log");
        snapshots = figures("snapshot");
        state = figures("state");
    }

    private Figures figures(String name) {
        Sum sum = new Sum();
        try {
            Files.walkFileTree(member.resolve(name), sum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Figures(sum.files, sum.bytes, sum.newestMillis);
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
        private long files;
        private long bytes;
        private long newestMillis;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            newestMillis = Math.max(newestMillis, attributes.lastModifiedTime().toMillis());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
            if (e == null || e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
