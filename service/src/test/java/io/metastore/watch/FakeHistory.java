package io.metastore.watch;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store that is a list of its revisions, the first of which is 2. */
final class FakeHistory implements History {
    private final Map<ByteString, KeyValue> live = new HashMap<>();
    private final List<RevisionChanges> log = new ArrayList<>();
    private final List<HistoryQuery> queries = new ArrayList<>();
    private long compactRevision = -1;
    private @Nullable RuntimeException failure;

    /** Writes one revision: a key is put, or deleted when it is preceded by a minus. */
    synchronized RevisionChanges write(String... operations) {
        List<Change> changes = new ArrayList<>();
        for (String operation : operations) {
            changes.add(
                    operation.startsWith("-") ? delete(operation.substring(1)) : put(operation));
        }
        RevisionChanges written = new RevisionChanges(revision() + 1, changes);
        log.add(written);
        return written;
    }

    /** The same without the versions before, as somebody tells it who did not read them. */
    static RevisionChanges unread(RevisionChanges written) {
        List<Change> changes =
                written.changes().stream()
                        .map(c -> new Change(c.type(), c.kv(), null, c.prevKv() != null))
                        .toList();
        return new RevisionChanges(written.revision(), changes);
    }

    synchronized long revision() {
        return log.size() + 1L;
    }

    /** Everything ever written, compacted or not. */
    synchronized List<Change> changes() {
        return log.stream().flatMap(revision -> revision.changes().stream()).toList();
    }

    synchronized void compact(long revision) {
        compactRevision = revision;
    }

    synchronized void failWith(RuntimeException exception) {
        failure = exception;
    }

    synchronized List<HistoryQuery> queries() {
        return List.copyOf(queries);
    }

    @Override
    public synchronized long compactRevision() {
        return compactRevision;
    }

    @Override
    public synchronized HistoryPage read(HistoryQuery query) {
        queries.add(query);
        if (failure != null) {
            throw failure;
        }
        if (query.fromRevision() < compactRevision) {
            throw EtcdError.COMPACTED.exception();
        }
        List<Change> found = new ArrayList<>();
        int revisions = 0;
        int bytes = 0;
        long revision = query.fromRevision();
        while (revision <= query.toRevision()
                && revisions < query.revisionsMax()
                && bytes < query.bytesMax()) {
            List<Change> matching =
                    changesOf(revision).stream()
                            .filter(change -> query.range().contains(change.kv().getKey()))
                            .toList();
            found.addAll(matching);
            revisions += matching.isEmpty() ? 0 : 1;
            bytes += matching.stream().mapToInt(change -> change.kv().getSerializedSize()).sum();
            revision++;
        }
        return new HistoryPage(found, revision);
    }

    private List<Change> changesOf(long revision) {
        return revision < 2 ? List.of() : log.get((int) revision - 2).changes();
    }

    private Change put(String key) {
        ByteString name = ByteString.copyFromUtf8(key);
        KeyValue before = live.get(name);
        long next = revision() + 1;
        KeyValue kv =
                KeyValue.newBuilder()
                        .setKey(name)
                        .setCreateRevision(before == null ? next : before.getCreateRevision())
                        .setModRevision(next)
                        .setVersion(before == null ? 1 : before.getVersion() + 1)
                        .setValue(ByteString.copyFromUtf8("value" + next))
                        .build();
        live.put(name, kv);
        return new Change(EventType.PUT, kv, before);
    }

    private Change delete(String key) {
        ByteString name = ByteString.copyFromUtf8(key);
        KeyValue kv = KeyValue.newBuilder().setKey(name).setModRevision(revision() + 1).build();
        return new Change(EventType.DELETE, kv, live.remove(name));
    }
}
