package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that the rows of a state say the same about its keys and their past. Its memory use does
 * not depend on the size of the state.
 *
 * <ol>
 *   <li>Up through HISTORY: each row is well formed, not newer than the revision of the state, and
 *       INDEX names it with its key and kind.
 *   <li>Through INDEX, key by key and newest first: each row stands for one of HISTORY; the newest
 *       one that is no tombstone is what LATEST has; versions count up; below the last finished
 *       compaction there is nothing but what was live at it.
 *   <li>As every live key has been found in LATEST, the numbers tell whether that has more; only
 *       then it is read.
 * </ol>
 */
public final class HistoryCheck {
    private static final byte[] FIRST = {};

    private final View view;
    private final CheckListener listener;
    private final Revisions revisions;
    private final long compacted;
    private long historyRows;
    private long indexRows;
    private long liveKeys;

    /** What a check tells while it goes. */
    public interface CheckListener {
        /** Something is wrong; a sentence for the user. */
        void problem(String sentence);

        /** One more row has been looked at. */
        void row();

        /** A live key and the lease it is attached to, never 0. */
        void attached(byte[] key, long leaseId);
    }

    public HistoryCheck(View view, CheckListener listener) {
        this.view = view;
        this.listener = listener;
        this.revisions = Revisions.of(view);
        this.compacted = MetaRows.compacted(view);
    }

    /** Looks at every row. */
    public void run() {
        checkRevisions();
        checkHistory();
        checkIndex();
        if (view.count(Keyspace.LATEST, FIRST, null) != liveKeys) {
            checkLatest();
        }
    }

    private void checkRevisions() {
        if (revisions.compact() > revisions.current() || compacted > revisions.compact()) {
            listener.problem(
                    "the revisions contradict each other: current %d, compacted to %d, finished %d"
                            .formatted(revisions.current(), revisions.compact(), compacted));
        }
    }

    private void checkHistory() {
        try (Cursor rows = view.scan(Keyspace.HISTORY, FIRST, null, Direction.FORWARD)) {
            while (rows.next()) {
                historyRows++;
                listener.row();
                if (!HistoryKey.isValid(rows.key())) {
                    listener.problem("HISTORY has a row without a revision");
                    continue;
                }
                checkHistoryRow(rows.key(), rows.value());
            }
        }
    }

    private void checkHistoryRow(byte[] row, byte[] value) {
        Revision revision = HistoryKey.revision(row);
        KeyValue record = parse(revision, value);
        if (record == null) {
            return;
        }
        if (revision.main() > revisions.current()) {
            listener.problem(
                    "revision %s is newer than the state, which is at %d"
                            .formatted(text(revision), revisions.current()));
        }
        ChangeKind kind = HistoryKey.kind(row);
        boolean mine = kind == ChangeKind.TOMBSTONE || record.getModRevision() == revision.main();
        if (!isMark(value) && (record.getKey().isEmpty() || !mine)) {
            listener.problem("the record at revision " + text(revision) + " belongs elsewhere");
        }
        byte[] index =
                view.get(
                        Keyspace.INDEX,
                        IndexKey.of(
                                record.getKey().toByteArray(), revision.main(), revision.sub()));
        if (index == null || !Arrays.equals(index, kind.row())) {
            listener.problem(
                    "INDEX does not name revision %s of %s"
                            .formatted(text(revision), text(record.getKey())));
        }
    }

    private void checkIndex() {
        KeyHistory key = new KeyHistory(new byte[0]);
        try (Cursor rows = view.scan(Keyspace.INDEX, FIRST, null, Direction.FORWARD)) {
            while (rows.next()) {
                indexRows++;
                listener.row();
                byte[] row = rows.key();
                if (!IndexKey.isValid(row) || !ChangeKind.isRow(rows.value())) {
                    listener.problem("INDEX has a row that is none");
                    continue;
                }
                if (!IndexKey.sameKey(row, key.row)) {
                    key = new KeyHistory(row);
                }
                key.older(row, ChangeKind.ofRow(rows.value()));
            }
        }
        if (indexRows != historyRows) {
            listener.problem(
                    "INDEX has %d rows for %d rows of HISTORY".formatted(indexRows, historyRows));
        }
    }

    private void checkLatest() {
        try (Cursor rows = view.scan(Keyspace.LATEST, FIRST, null, Direction.FORWARD)) {
            while (rows.next()) {
                listener.row();
                if (!isLive(rows.key())) {
                    listener.problem(
                            "LATEST has %s, which has been deleted or never was"
                                    .formatted(text(ByteString.copyFrom(rows.key()))));
                }
            }
        }
    }

    private boolean isLive(byte[] key) {
        try (Cursor newest =
                view.scan(
                        Keyspace.INDEX,
                        IndexKey.startOf(key),
                        IndexKey.endOf(key),
                        Direction.FORWARD)) {
            return newest.next() && ChangeKind.ofRow(newest.value()) == ChangeKind.PUT;
        }
    }

    private @Nullable KeyValue parse(Revision revision, byte[] row) {
        try {
            return Records.parse(row);
        } catch (EngineException e) {
            listener.problem("the record at revision " + text(revision) + " cannot be read");
            return null;
        }
    }

    /** A revision without a change, which a restore has moved on to. */
    private static boolean isMark(byte[] value) {
        return value.length == 0;
    }

    private static String text(Revision revision) {
        return revision.main() + "_" + revision.sub();
    }

    private static String text(ByteString key) {
        return '"' + TextFormat.escapeBytes(key) + '"';
    }

    /** The versions of one key as they come, newest first. */
    private final class KeyHistory {
        private final byte[] row;
        private @Nullable KeyValue newer;
        private boolean newest = true;
        private boolean liveAtCompaction;

        KeyHistory(byte[] row) {
            this.row = row;
        }

        void older(byte[] indexRow, ChangeKind kind) {
            Revision revision = new Revision(IndexKey.main(indexRow), IndexKey.sub(indexRow));
            byte[] history =
                    view.get(
                            Keyspace.HISTORY, HistoryKey.of(revision.main(), revision.sub(), kind));
            KeyValue record = history == null ? null : parse(revision, history);
            if (history == null) {
                listener.problem("HISTORY lacks revision " + text(revision));
            }
            if (record != null && !isMark(history)) {
                checkCompacted(revision, kind, record.getKey());
                checkChain(record, kind);
                if (newest) {
                    checkNewest(record, history, kind);
                }
            }
            newest = false;
            newer = kind == ChangeKind.PUT ? record : null;
        }

        private void checkNewest(KeyValue record, byte[] history, ChangeKind kind) {
            if (kind == ChangeKind.TOMBSTONE) {
                return;
            }
            byte[] key = record.getKey().toByteArray();
            liveKeys++;
            if (!Arrays.equals(view.get(Keyspace.LATEST, key), history)) {
                listener.problem(
                        "LATEST does not have the newest version of " + text(record.getKey()));
            }
            if (record.getLease() != 0) {
                listener.attached(key, record.getLease());
            }
        }

        private void checkChain(KeyValue record, ChangeKind kind) {
            KeyValue after = newer;
            if (after == null) {
                return;
            }
            boolean follows =
                    kind == ChangeKind.TOMBSTONE
                            ? after.getVersion() == 1
                            : after.getVersion() == record.getVersion() + 1
                                    && after.getCreateRevision() == record.getCreateRevision();
            if (!follows) {
                listener.problem(
                        "version %d of %s does not follow what was before it"
                                .formatted(after.getVersion(), text(record.getKey())));
            }
        }

        private void checkCompacted(Revision revision, ChangeKind kind, ByteString key) {
            if (revision.main() > compacted) {
                return;
            }
            boolean kept = kind == ChangeKind.PUT || revision.main() == compacted;
            if (liveAtCompaction || !kept) {
                listener.problem(
                        "revision %s of %s was compacted away and is still there"
                                .formatted(text(revision), text(key)));
            }
            liveAtCompaction = true;
        }
    }
}
