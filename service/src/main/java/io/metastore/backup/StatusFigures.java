package io.metastore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.EngineException;
import io.metastore.mvcc.CompactionState;
import io.metastore.mvcc.Records;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Adds up the rows of a backup.
 *
 * <p>Keys are counted without being remembered. Behind the compacted revision every change is
 * there: the first version of a key adds one, a tombstone takes one away. Up to it a finished
 * compaction has left one version of each key that lived then, and nothing else that counts. Only
 * while a compaction is unfinished do the keys of the rows it still has to visit need remembering.
 */
final class StatusFigures {
    private final CRC32C hash = new CRC32C();
    private final CompactionState compaction;
    private final Set<ByteString> keysBeforeCompaction = new HashSet<>();
    private boolean inHistory;
    private long revision;
    private long keys;

    StatusFigures(CompactionState compaction) {
        this.compaction = compaction;
    }

    void bucket(String name) {
        hash.update(name.getBytes(UTF_8));
        inHistory = name.equals(Buckets.KEY);
    }

    void row(byte[] key, byte[] value) {
        hash.update(key);
        hash.update(value);
        if (inHistory) {
            revision = Buckets.mainRevision(key);
            count(key.length > Buckets.revision(0).length, record(value));
        }
    }

    BackupStatus status(long totalBytes, String storageVersion) {
        return new BackupStatus(
                hash.getValue(),
                revision,
                keys + keysBeforeCompaction.size(),
                totalBytes,
                storageVersion);
    }

    private void count(boolean tombstone, KeyValue version) {
        if (revision > compaction.scheduled()) {
            if (tombstone) {
                keys--;
            } else if (version.getVersion() <= 1) {
                keys++;
            }
        } else if (compaction.finished() == compaction.scheduled()) {
            if (!tombstone) {
                keys++;
            }
        } else if (tombstone) {
            keysBeforeCompaction.remove(version.getKey());
        } else {
            // A copy: the key of the record would keep the whole row.
            keysBeforeCompaction.add(ByteString.copyFrom(version.getKey().toByteArray()));
        }
    }

    private static KeyValue record(byte[] row) {
        try {
            return Records.parse(row);
        } catch (EngineException e) {
            throw new CorruptBackupException(String.valueOf(e.getMessage()), e);
        }
    }
}
