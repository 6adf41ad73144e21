package io.metastore.raft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A state machine whose state is the list of all entries, and which notes every call. */
final class RecordingMachine implements StateMachine {
    static final String POISON = "poison";

    private final List<String> entries = new ArrayList<>();
    private final List<Long> indexes = new ArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Runnable beforeLoading;
    private volatile int snapshotsLoaded;
    private volatile @Nullable Throwable failure;

    RecordingMachine() {
        this(() -> {});
    }

    /**
     * @param beforeLoading called with each snapshot that is to be loaded
     */
    RecordingMachine(Runnable beforeLoading) {
        this.beforeLoading = beforeLoading;
    }

    synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    synchronized List<Long> indexes() {
        return List.copyOf(indexes);
    }

    List<String> events() {
        return events;
    }

    int snapshotsLoaded() {
        return snapshotsLoaded;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public synchronized void apply(long index, long term, byte[] entry) {
        String text = new String(entry, StandardCharsets.UTF_8);
        if (text.equals(POISON)) {
            throw new IllegalStateException(POISON);
        }
        entries.add(text);
        indexes.add(index);
        events.add("apply " + text);
    }

    @Override
    public void applyBatchEnded() {
        events.add("ended");
    }

    @Override
    public synchronized CompletionStage<Void> saveSnapshot(Path directory) {
        List<String> captured = List.copyOf(entries);
        return CompletableFuture.runAsync(() -> write(directory.resolve("entries"), captured));
    }

    @Override
    public synchronized void loadSnapshot(Path directory) {
        beforeLoading.run();
        entries.clear();
        try {
            entries.addAll(Files.readAllLines(directory.resolve("entries")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        snapshotsLoaded++;
        events.add("loaded " + entries.size());
    }

    @Override
    public void leadershipStarted(long term) {
        events.add("leading " + term);
    }

    @Override
    public void leadershipStopped() {
        events.add("not leading");
    }

    @Override
    public void leaderChanged(long leaderId, long term) {
        events.add("leader " + leaderId + " in " + term);
    }

    @Override
    public void failed(Throwable cause) {
        failure = cause;
        events.add("failed");
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
