package io.metastore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metastore.bbolt.BoltBucket;
import io.metastore.bbolt.BoltCursor;
import io.metastore.bbolt.BoltReader;
import io.metastore.mvcc.CompactionState;

/**
 * The facts that a backup tells about itself and that matter here.
 *
 * @param compaction how far history has been compacted
 * @param storageVersion the version of the schema, empty when it is not told
 */
record BackupMeta(CompactionState compaction, String storageVersion) {
    static BackupMeta of(BoltReader database) {
        BoltBucket bucket = database.bucket(Buckets.META);
        if (bucket == null) {
            throw new CorruptBackupException("no bucket " + Buckets.META + ": not made by etcd");
        }
        long scheduled = CompactionState.NEVER.scheduled();
        long finished = CompactionState.NEVER.finished();
        String storageVersion = "";
        BoltCursor rows = bucket.rows();
        while (rows.next()) {
            switch (new String(rows.key(), UTF_8)) {
                case Buckets.SCHEDULED_COMPACT -> scheduled = Buckets.mainRevision(rows.value());
                case Buckets.FINISHED_COMPACT -> finished = Buckets.mainRevision(rows.value());
                case Buckets.STORAGE_VERSION -> storageVersion = new String(rows.value(), UTF_8);
                default -> {
                    // How the old cluster stood in its log says nothing about the new one.
                }
            }
        }
        CompactionState compaction = new CompactionState(Math.max(scheduled, finished), finished);
        return new BackupMeta(compaction, storageVersion);
    }
}
