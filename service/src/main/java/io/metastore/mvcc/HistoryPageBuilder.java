package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Direction;
import io.metastore.engine.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers changes revision by revision until a page is full. */
final class HistoryPageBuilder {
    private final View view;
    private final HistoryRequest request;
    private final long compactRevision;
    private final List<Change> changes = new ArrayList<>();
    private long main;
    private int revisions;
    private long bytes;

    HistoryPageBuilder(View view, HistoryRequest request, long compactRevision) {
        this.view = view;
        this.request = request;
        this.compactRevision = compactRevision;
    }

    /**
     * Whether a change at {@code revision}, no less than those before, still belongs to the page.
     */
    boolean admits(long revision) {
        if (revision == main) {
            return true;
        }
        if (revisions == request.revisionsMax() || bytes >= request.bytesMax()) {
            return false;
        }
        main = revision;
        revisions++;
        return true;
    }

    /** Adds the change that was admitted last, if it is of one of the keys. */
    void add(ChangeKind kind, KeyValue stored) {
        if (!request.range().contains(stored.getKey())) {
            return;
        }
        KeyValue version =
                kind == ChangeKind.PUT ? stored : stored.toBuilder().setModRevision(main).build();
        KeyValue previous = request.prevKv() ? previous(version) : null;
        EventType type = kind == ChangeKind.PUT ? EventType.PUT : EventType.DELETE;
        changes.add(new Change(type, version, previous));
        bytes += version.getSerializedSize();
        bytes += previous == null ? 0 : previous.getSerializedSize();
    }

    HistoryPage build(long next) {
        return new HistoryPage(changes, next);
    }

    private @Nullable KeyValue previous(KeyValue version) {
        if (version.getCreateRevision() == main || main - 1 < compactRevision) {
            return null;
        }
        KeyRange key = KeyRange.of(version.getKey(), ByteString.EMPTY);
        List<KeyValue> found = new PastVersions(view, main - 1).scan(key, 1, Direction.FORWARD);
        return found.isEmpty() ? null : found.get(0);
    }
}
