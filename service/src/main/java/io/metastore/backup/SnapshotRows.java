package io.metastore.backup;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.backup.format.StoredLease;
import io.metastore.bbolt.BoltRows;
import io.metastore.bbolt.BoltSource;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.lease.Lease;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.CompactionState;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A state as the rows of etcd's buckets, bucket by bucket in the order of their names. */
final class SnapshotRows implements BoltSource {
    private static final byte[] NONE = {};
    private static final int ROWS_BETWEEN_CHECKS = 1024;

    private final Snapshot snapshot;

    SnapshotRows(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public void writeTo(BoltRows rows) throws IOException {
        writeAlarms(rows);
        for (String bucket : Buckets.AUTH) {
            writeAuth(rows, bucket);
        }
        rows.bucket(Buckets.text(Buckets.CLUSTER));
        rows.row(Buckets.text(Buckets.CLUSTER_VERSION), version());
        writeHistory(rows);
        writeLeases(rows);
        writeMembers(rows);
        rows.bucket(Buckets.text(Buckets.MEMBERS_REMOVED));
        writeMeta(rows);
    }

    /** An alarm is a key without a value, and sorts by its serialised form. */
    private void writeAlarms(BoltRows rows) throws IOException {
        rows.bucket(Buckets.text(Buckets.ALARM));
        List<byte[]> keys =
                AlarmStore.raised(snapshot).stream()
                        .map(AlarmMember::toByteArray)
                        .sorted(Arrays::compareUnsigned)
                        .toList();
        for (byte[] key : keys) {
            rows.row(key, NONE);
        }
    }

    private void writeAuth(BoltRows rows, String bucket) throws IOException {
        rows.bucket(Buckets.text(bucket));
        byte[] from = Buckets.text(bucket + "/");
        byte[] to = Buckets.text(bucket + "0");
        try (Cursor cursor = snapshot.scan(Keyspace.AUTH, from, to, Direction.FORWARD)) {
            while (cursor.next()) {
                byte[] key = cursor.key();
                rows.row(Arrays.copyOfRange(key, from.length, key.length), cursor.value());
            }
        }
    }

    private void writeHistory(BoltRows rows) throws IOException {
        rows.bucket(Buckets.text(Buckets.KEY));
        try (Cursor cursor = snapshot.scan(Keyspace.HISTORY, NONE, null, Direction.FORWARD)) {
            for (long row = 1; cursor.next(); row++) {
                rows.row(cursor.key(), cursor.value());
                if (row % ROWS_BETWEEN_CHECKS == 0 && Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("the backup was given up");
                }
            }
        }
    }

    private void writeLeases(BoltRows rows) throws IOException {
        rows.bucket(Buckets.text(Buckets.LEASE));
        long clockMillis = LeaseStore.clockMillis(snapshot);
        for (Lease lease : LeaseStore.all(snapshot)) {
            StoredLease stored =
                    StoredLease.newBuilder()
                            .setId(lease.id())
                            .setTtlSeconds(lease.ttlSeconds())
                            .setRemainingTtlSeconds(remainingSeconds(lease, clockMillis))
                            .build();
            rows.row(Buckets.number(lease.id()), stored.toByteArray());
        }
    }

    /** Rounded up, and never 0, which would stand for the whole time. */
    private static long remainingSeconds(Lease lease, long clockMillis) {
        long roundedUp = -Math.floorDiv(-lease.remainingMillis(clockMillis), 1000L);
        return Math.max(1, roundedUp);
    }

    private void writeMembers(BoltRows rows) throws IOException {
        rows.bucket(Buckets.text(Buckets.MEMBERS));
        List<Member> members =
                MemberStore.members(snapshot).stream()
                        .sorted(Comparator.comparing(member -> Long.toHexString(member.getID())))
                        .toList();
        for (Member member : members) {
            byte[] key = Buckets.text(Long.toHexString(member.getID()));
            rows.row(key, MemberJson.member(member));
        }
    }

    private void writeMeta(BoltRows rows) throws IOException {
        rows.bucket(Buckets.text(Buckets.META));
        rows.row(
                Buckets.text(Buckets.CONF_STATE),
                MemberJson.confState(MemberStore.members(snapshot)));
        if (snapshot.appliedIndex() > 0) {
            byte[] index = Buckets.number(snapshot.appliedIndex());
            rows.row(Buckets.text(Buckets.CONSISTENT_INDEX), index);
        }
        CompactionState compaction = CompactionState.of(snapshot);
        writeCompaction(rows, Buckets.FINISHED_COMPACT, compaction.finished());
        writeCompaction(rows, Buckets.SCHEDULED_COMPACT, compaction.scheduled());
        rows.row(Buckets.text(Buckets.STORAGE_VERSION), version());
        if (snapshot.appliedTerm() > 0) {
            rows.row(Buckets.text(Buckets.TERM), Buckets.number(snapshot.appliedTerm()));
        }
    }

    private static void writeCompaction(BoltRows rows, String name, long revision)
            throws IOException {
        if (revision >= 0) {
            rows.row(Buckets.text(name), Buckets.revision(revision));
        }
    }

    private static byte[] version() {
        return Buckets.text(BackupWriter.STORAGE_VERSION);
    }
}
