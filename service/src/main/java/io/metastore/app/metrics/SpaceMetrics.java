package io.metastore.app.metrics;

import io.metastore.app.metrics.SpaceFigures.Alarm;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Quota, alarms and what is on the disk: under the names of etcd where it has one, under {@code
 * metastore_} otherwise. Keep it as long as the figures shall be seen.
 */
public final class SpaceMetrics {
    private final Meters meters;
    private final SpaceFigures space;

    /** Alarms that have a meter: one for each that was ever raised. Guarded by this. */
    private final Set<Alarm> known = new HashSet<>();

    public SpaceMetrics(MeterRegistry registry, SpaceFigures space) {
        this.meters = new Meters(registry);
        this.space = space;
        upkeep();
        disk();
        directories();
        space.onAlarms(this::alarms);
    }

    private synchronized void alarms(List<Alarm> raised) {
        for (Alarm alarm : raised) {
            if (known.add(alarm)) {
                meters.flag(
                        "etcd_debugging_server_alarms",
                        "Whether an alarm is raised.",
                        () -> space.alarms().contains(alarm),
                        "server_id",
                        Long.toHexString(alarm.memberId()),
                        "alarm_type",
                        alarm.kind());
            }
        }
    }

    private void upkeep() {
        meters.gauge(
                "etcd_server_quota_backend_bytes",
                "The size that the store may have, negative for no bound.",
                space::quotaBytes);
        meters.flag(
                "etcd_disk_defrag_inflight",
                "Whether unused space is being given back.",
                space::isDefragmenting);
        meters.counter(
                "etcd_debugging_mvcc_db_compaction_keys_total",
                "Versions that compactions removed.",
                space::compactedVersions);
        meters.flag(
                "metastore_compaction_running",
                "Whether compacted versions are being removed.",
                space::isCompacting);
    }

    private void disk() {
        meters.gauge(
                "metastore_disk_free_bytes",
                "Room on the disk of the data directory.",
                space::diskFreeBytes);
        meters.gauge(
                "metastore_disk_reserve_bytes",
                "Room below which writes are refused.",
                space::diskReserveBytes);
        meters.gauge(
                "metastore_disk_level",
                "0 enough room, 1 writes are refused, 2 nothing is taken.",
                space::diskLevel);
    }

    private void directories() {
        meters.gauge("metastore_log_bytes", "Bytes of the Raft log on the disk.", space::logBytes);
        meters.gauge("metastore_log_files", "Files of the Raft log.", space::logFiles);
        meters.gauge("metastore_snapshot_bytes", "Bytes of snapshots.", space::snapshotBytes);
        meters.gauge(
                "metastore_snapshot_age_seconds",
                "Time since the newest snapshot, -1 when there is none.",
                space::snapshotAgeSeconds);
        meters.gauge("metastore_state_bytes", "Bytes of the state on the disk.", space::stateBytes);
        meters.gauge("metastore_state_files", "Files of the state.", space::stateFiles);
    }
}
