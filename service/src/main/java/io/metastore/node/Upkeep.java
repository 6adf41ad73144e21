package io.metastore.node;

/**
 * The work on the state that no client waits for, or that takes long: compaction, defragmentation,
 * hashes and backups. Any thread.
 */
public final class Upkeep {
    /** How often the files of the member are counted. */
    static final long DIRECTORY_TICK_MILLIS = 10_000;

    private final NodeSettings settings;
    private final CompactionRunner compaction;
    private final AutoCompaction autoCompaction;
    private final Defragmentation defragmentation;
    private final HashService hashes;
    private final BackupService backups;
    private final DirectoryFigures directories;

    /** What the work is done with. */
    record Surroundings(NodeEnvironment environment, Damage damage, Runnable sizeChanged) {}

    /** Who decides about compactions and who answers. */
    record Cluster(Leadership leadership, Proposals proposals, Headers headers) {}

    Upkeep(NodeSettings settings, Stores stores, Cluster cluster, Surroundings surroundings) {
        this.settings = settings;
        NodeEnvironment environment = surroundings.environment();
        NodeExecutors threads = environment.executors();
        NodeDurations durations = environment.durations();
        compaction =
                new CompactionRunner(
                        stores.keys(),
                        settings.compactionRowsPerStep(),
                        threads.background(),
                        settings.compactionPauseMillis(),
                        environment.events()::failed);
        autoCompaction =
                new AutoCompaction(
                        settings.guards().autoCompaction(),
                        stores.keys()::revision,
                        cluster.leadership(),
                        cluster.proposals(),
                        threads.timer(),
                        environment.nanoTime());
        defragmentation =
                new Defragmentation(
                        stores.engine(),
                        threads.defragmentation(),
                        environment.nanoTime(),
                        nanos -> {
                            durations.defragmentNanos().accept(nanos);
                            // Whoever was answered may rely on the room that there is now.
                            surroundings.sizeChanged().run();
                        });
        hashes =
                new HashService(
                        stores.keys().hasher(),
                        cluster.headers(),
                        new HashService.Clock(durations, environment.nanoTime()),
                        surroundings.damage(),
                        threads.hashes());
        backups =
                new BackupService(
                        stores.engine(),
                        threads.backups(),
                        durations.snapshotNanos(),
                        environment.nanoTime());
        directories =
                new DirectoryFigures(settings.consensus().directory(), environment.wallMillis());
    }

    /** Goes on with what the last run left, and begins what is to be done from time to time. */
    void start(PeriodicDuties duties) {
        duties.every(DIRECTORY_TICK_MILLIS, directories::look);
        if (settings.guards().autoCompaction().isOn()) {
            autoCompaction.start();
        }
        compaction.wake();
    }

    CompactionRunner compaction() {
        return compaction;
    }

    public Defragmentation defragmentation() {
        return defragmentation;
    }

    public HashService hashes() {
        return hashes;
    }

    public BackupService backups() {
        return backups;
    }

    /** The files of the data directory, as they were counted last. */
    public DirectoryFigures directories() {
        return directories;
    }

    /** Whether compacted versions are being removed. */
    public boolean isCompacting() {
        return compaction.isRunning();
    }

    /** Versions that compactions have removed since the start. */
    public long compactedVersions() {
        return compaction.removedVersions();
    }
}
