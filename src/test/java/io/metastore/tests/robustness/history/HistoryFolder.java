package io.metastore.tests.robustness.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of one history. They stay for the checker, and for people when it finds something. */
public final class HistoryFolder implements AutoCloseable {
    private final Path path;
    private final List<Lines<?>> files = new ArrayList<>();
    private final Lines<Operation> operations;
    private final Lines<Renewal> renewals;

    /** Begins a history; what there was in that directory is gone. */
    public HistoryFolder(Path path) {
        this.path = path;
        clear();
        this.operations = file("operations");
        this.renewals = file("renewals");
    }

    private void clear() {
        try {
            Files.createDirectories(path);
            try (Stream<Path> old = Files.list(path)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized <T> Lines<T> file(String name) {
        Lines<T> lines = new Lines<>(path.resolve(name + ".jsonl"));
        files.add(lines);
        return lines;
    }

    public Path path() {
        return path;
    }

    public Lines<Operation> operations() {
        return operations;
    }

    public Lines<Renewal> renewals() {
        return renewals;
    }

    /** The file of one more watcher. */
    public Lines<WatchLine> watcher(String name) {
        return file("watch-" + name);
    }

    /** Says where the history begins and ends, once that is known. */
    public void bounds(Bounds bounds) {
        this.<Bounds>file("bounds").add(bounds);
    }

    @Override
    public synchronized void close() {
        files.forEach(Lines::close);
    }
}
