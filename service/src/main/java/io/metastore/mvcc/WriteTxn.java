package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one command. All of them get one main revision, the next one, which is used up
 * only if there is a change. Reads see the changes made so far. Several transactions may follow
 * each other in one batch, each ended before the next begins. Confined to the thread of the batch.
 */
public final class WriteTxn implements ReadView {
    private final WriteBatch batch;
    private final Revisions before;
    private final long main;
    private final LatestVersions latest;
    private final List<Change> changes = new ArrayList<>();

    WriteTxn(WriteBatch batch) {
        this.batch = batch;
        this.before = Revisions.of(batch);
        this.main = before.current() + 1;
        this.latest = new LatestVersions(batch);
    }

    @Override
    public @Nullable KeyValue get(ByteString key) {
        return latest.get(key);
    }

    @Override
    public @Nullable Summary summary(ByteString key) {
        return latest.summary(key.toByteArray());
    }

    /** The revision of what reads see now: the next one as soon as something has been changed. */
    @Override
    public long revision() {
        return changes.isEmpty() ? before.current() : main;
    }

    /** As seen before the first change of the command. */
    @Override
    public void checkRevision(long revision) {
        before.check(revision);
    }

    @Override
    public RangeResponse range(RangeRequest request) {
        Revisions now = new Revisions(revision(), before.compact());
        Versions versions = Versions.at(batch, now, now.resolve(request.getRevision()));
        return RangeEvaluator.evaluate(versions, request);
    }

    /**
     * Writes a version of {@code key}.
     *
     * @param lease the id of the lease it is attached to, 0 for none
     * @return the version it replaces, or null
     */
    public @Nullable KeyValue put(ByteString key, ByteString value, long lease) {
        byte[] keyBytes = key.toByteArray();
        KeyValue previous = latest.get(keyBytes);
        Summary replaced = previous == null ? null : Summary.of(previous);
        write(keyBytes, next(key, value, lease, replaced), replaced, previous);
        return previous;
    }

    /**
     * The same without reading the value that is replaced, which may be far from memory. The change
     * says that the version before is unread.
     *
     * @return what is known of the version it replaces, or null
     */
    public @Nullable Summary putUnread(ByteString key, ByteString value, long lease) {
        byte[] keyBytes = key.toByteArray();
        Summary replaced = latest.summary(keyBytes);
        write(keyBytes, next(key, value, lease, replaced), replaced, null);
        return replaced;
    }

    private KeyValue next(
            ByteString key, ByteString value, long lease, @Nullable Summary replaced) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setCreateRevision(replaced == null ? main : replaced.createRevision())
                .setModRevision(main)
                .setVersion(replaced == null ? 1 : replaced.version() + 1)
                .setValue(value)
                .setLease(lease)
                .build();
    }

    /**
     * @param previous the version replaced, or null when there is none or it has not been read
     */
    private void write(
            byte[] key, KeyValue version, @Nullable Summary replaced, @Nullable KeyValue previous) {
        byte[] row = version.toByteArray();
        batch.put(Keyspace.LATEST, key, row);
        putHistory(key, row, ChangeKind.PUT);
        changes.add(change(version, replaced, previous));
    }

    /** Deletes every key in the range, in key order, and returns what they were. */
    public List<KeyValue> deleteRange(ByteString key, ByteString rangeEnd) {
        List<KeyValue> deleted = latest.scan(KeyRange.of(key, rangeEnd), 0, Direction.FORWARD);
        deleted.forEach(this::delete);
        return deleted;
    }

    /**
     * The changes so far, in the order they were made; a view that does not outlive further ones.
     */
    public List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** Ends the command; uses up the revision if there was a change. Nothing may follow. */
    public void end() {
        if (!changes.isEmpty()) {
            MetaRows.put(batch, MetaRows.REVISION, main);
        }
    }

    private void delete(KeyValue previous) {
        ByteString key = previous.getKey();
        byte[] keyBytes = key.toByteArray();
        batch.delete(Keyspace.LATEST, keyBytes);
        byte[] row = KeyValue.newBuilder().setKey(key).build().toByteArray();
        putHistory(keyBytes, row, ChangeKind.TOMBSTONE);
        KeyValue tombstone = KeyValue.newBuilder().setKey(key).setModRevision(main).build();
        changes.add(
                previous.getModRevision() == main
                        ? afterChange(EventType.DELETE, tombstone)
                        : new Change(EventType.DELETE, tombstone, previous));
    }

    private void putHistory(byte[] key, byte[] row, ChangeKind kind) {
        long sub = changes.size();
        batch.put(Keyspace.HISTORY, HistoryKey.of(main, sub, kind), row);
        batch.put(Keyspace.INDEX, IndexKey.of(key, main, sub), kind.row());
    }

    private Change change(
            KeyValue version, @Nullable Summary replaced, @Nullable KeyValue previous) {
        if (replaced == null || version.getCreateRevision() == main) {
            return new Change(EventType.PUT, version, null);
        }
        return replaced.modRevision() == main
                ? afterChange(EventType.PUT, version)
                : new Change(EventType.PUT, version, previous, previous == null);
    }

    /** Watchers compare with the state before the transaction, not with a step inside of it. */
    private Change afterChange(EventType type, KeyValue version) {
        for (Change earlier : changes) {
            if (earlier.kv().getKey().equals(version.getKey())) {
                return new Change(type, version, earlier.prevKv(), earlier.prevKvUnread());
            }
        }
        throw new IllegalStateException("no event wrote " + main + " before");
    }
}
