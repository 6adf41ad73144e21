package io.metastore.app.metrics;

import io.metastore.app.metrics.DurationHistogram.Buckets;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The durations that are measured in this member. Any thread. */
public final class NodeHistograms {
    private record Outcome(String operation, boolean success) {}

    private final MeterRegistry registry;
    private final DurationHistogram walFsync;
    private final DurationHistogram backendCommit;
    private final DurationHistogram snapshotSave;
    private final DurationHistogram backendDefragment;
    private final DurationHistogram hash;
    private final DurationHistogram hashRevision;

    // As many as there are kinds of operations, twice.
    private final Map<Outcome, DurationHistogram> requests = new ConcurrentHashMap<>();

    public NodeHistograms(MeterRegistry registry) {
        this.registry = registry;
        walFsync =
                plain("etcd_disk_wal_fsync_duration_seconds", "Making the log safe on the disk.");
        backendCommit =
                plain("etcd_disk_backend_commit_duration_seconds", "Committing to the store.");
        snapshotSave = plain("etcd_disk_backend_snapshot_duration_seconds", "Writing a snapshot.");
        backendDefragment =
                new DurationHistogram(
                        registry,
                        "etcd_disk_backend_defrag_duration_seconds",
                        "Giving back the space that the store does not use.",
                        Buckets.TENTHS_OF_SECONDS);
        hash = seconds("etcd_mvcc_hash_duration_seconds", "Hashing the whole state.");
        hashRevision =
                seconds(
                        "etcd_mvcc_hash_rev_duration_seconds",
                        "Hashing the history at a revision.");
    }

    public DurationHistogram hash() {
        return hash;
    }

    public DurationHistogram hashRevision() {
        return hashRevision;
    }

    public DurationHistogram walFsync() {
        return walFsync;
    }

    public DurationHistogram backendCommit() {
        return backendCommit;
    }

    public DurationHistogram snapshotSave() {
        return snapshotSave;
    }

    public DurationHistogram backendDefragment() {
        return backendDefragment;
    }

    /**
     * Serving a request, from its check to its answer.
     *
     * @param operation of a fixed set, such as {@code Put} or {@code Range}
     */
    public DurationHistogram request(String operation, boolean success) {
        return requests.computeIfAbsent(
                new Outcome(operation, success),
                outcome ->
                        new DurationHistogram(
                                registry,
                                "etcd_server_request_duration_seconds",
                                "Serving a request.",
                                Buckets.TENTHS_OF_MILLIS,
                                "type",
                                outcome.operation(),
                                "success",
                                String.valueOf(outcome.success())));
    }

    private DurationHistogram seconds(String name, String help) {
        return new DurationHistogram(registry, name, help, Buckets.HUNDREDTHS_OF_SECONDS);
    }

    private DurationHistogram plain(String name, String help) {
        return new DurationHistogram(registry, name, help, Buckets.MILLIS);
    }
}
