package io.metastore.backup;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.backup.format.StoredLease;
import io.metastore.bbolt.BoltBucket;
import io.metastore.bbolt.BoltCursor;
import io.metastore.bbolt.BoltReader;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import io.metastore.lease.LeaseStore;
import io.metastore.lease.LeaseWriter;
import io.metastore.mvcc.CompactionState;
import io.metastore.mvcc.HistoryLoader;
import io.metastore.mvcc.Records;
import java.util.function.BiConsumer;

/** Brings the rows of etcd's buckets into an engine, in batches of bounded size. */
final class BackupLoader {
    private static final int BATCH_ROWS_MAX = 1_000;
    private static final byte[] NONE = {};

    private final Engine engine;

    BackupLoader(Engine engine) {
        this.engine = engine;
    }

    void load(BoltReader database, CompactionState compaction, LoadOptions options) {
        loadHistory(database, compaction, options.bumpRevision());
        loadLeases(database);
        attachKeys();
        loadAlarms(database);
        for (String bucket : Buckets.AUTH) {
            inBatches(
                    database,
                    bucket,
                    batch ->
                            (key, value) ->
                                    batch.put(
                                            Keyspace.AUTH,
                                            Buckets.concat(bucket + "/", key),
                                            value));
        }
    }

    /**
     * A bumped revision goes on from the newest one the old cluster can have shown, which is more
     * than the newest row tells when a compaction has removed the newest tombstones.
     */
    private void loadHistory(BoltReader database, CompactionState compaction, long bump) {
        try (HistoryLoader history = new HistoryLoader(engine)) {
            BoltBucket bucket = database.bucket(Buckets.KEY);
            if (bucket != null) {
                BoltCursor rows = bucket.rows();
                while (rows.next()) {
                    history.row(rows.key(), rows.value());
                }
            }
            if (bump == 0) {
                history.end(compaction);
            } else {
                long newest = Math.max(history.lastRevision(), compaction.scheduled());
                history.mark(Math.addExact(newest, bump));
                history.end(new CompactionState(history.lastRevision(), compaction.finished()));
            }
        }
    }

    private void loadLeases(BoltReader database) {
        LeaseStore leases = new LeaseStore(engine);
        inBatches(
                database,
                Buckets.LEASE,
                batch -> {
                    LeaseWriter writer = leases.write(batch);
                    return (key, value) -> restore(writer, value);
                });
    }

    private static void restore(LeaseWriter writer, byte[] row) {
        try {
            StoredLease lease = StoredLease.parseFrom(row);
            long remaining =
                    lease.getRemainingTtlSeconds() > 0
                            ? lease.getRemainingTtlSeconds()
                            : lease.getTtlSeconds();
            writer.restore(
                    lease.getId(), lease.getTtlSeconds(), Math.multiplyExact(remaining, 1000L));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("lease of " + row.length + " bytes is damaged", e);
        }
    }

    /** Attaches each live key to its lease, unless the lease is gone, as etcd does. */
    private void attachKeys() {
        LeaseStore leases = new LeaseStore(engine);
        if (leases.isEmpty()) {
            return;
        }
        try (Snapshot loaded = engine.snapshot();
                Cursor latest = loaded.scan(Keyspace.LATEST, NONE, null, Direction.FORWARD)) {
            boolean more = true;
            while (more) {
                try (WriteBatch batch = engine.begin()) {
                    more = attachSome(latest, leases.write(batch));
                    batch.commit();
                }
            }
        }
    }

    private static boolean attachSome(Cursor latest, LeaseWriter writer) {
        for (int rows = 0; rows < BATCH_ROWS_MAX; rows++) {
            if (!latest.next()) {
                return false;
            }
            long lease = Records.parse(latest.value()).getLease();
            if (lease != 0 && writer.exists(lease)) {
                writer.attach(lease, latest.key());
            }
        }
        return true;
    }

    private void loadAlarms(BoltReader database) {
        AlarmStore alarms = new AlarmStore(engine);
        inBatches(
                database, Buckets.ALARM, batch -> (key, value) -> alarms.raise(batch, alarm(key)));
    }

    private static AlarmMember alarm(byte[] key) {
        try {
            return AlarmMember.parseFrom(key);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("alarm of " + key.length + " bytes is damaged", e);
        }
    }

    /** Hands the rows of a bucket, if it is there, to a writer that is made for each batch. */
    private void inBatches(BoltReader database, String name, RowWriter writer) {
        BoltBucket bucket = database.bucket(name);
        if (bucket == null) {
            return;
        }
        BoltCursor rows = bucket.rows();
        boolean more = rows.next();
        while (more) {
            try (WriteBatch batch = engine.begin()) {
                BiConsumer<byte[], byte[]> row = writer.into(batch);
                for (int count = 0; more && count < BATCH_ROWS_MAX; count++) {
                    row.accept(rows.key(), rows.value());
                    more = rows.next();
                }
                batch.commit();
            }
        }
    }

    /** Makes what writes rows into one batch. */
    private interface RowWriter {
        BiConsumer<byte[], byte[]> into(WriteBatch batch);
    }
}
