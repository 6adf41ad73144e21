package io.metastore.mvcc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.util.zip.CRC32C;

/**
 * Sums up HISTORY as etcd sums up the bucket in which it keeps the same rows: CRC32C over the
 * bucket's name, then over key and value of each row up to the revision, in order. At or below the
 * compact revision only those rows count that the revision still needs (see {@link
 * HashScope.Kept}), and no tombstone, so that the sum does not depend on how far compaction has
 * come.
 */
final class HistoryHash {
    private static final byte[] BUCKET = "key".getBytes(US_ASCII);
    private static final byte[] FIRST = {};

    private final View view;
    private final HashScope scope;
    private final int rememberedMax;

    private HistoryHash(View view, HashScope scope, int rememberedMax) {
        this.view = view;
        this.scope = scope;
        this.rememberedMax = rememberedMax;
    }

    /** The hash of what {@code scope} names in {@code view}; memory use is bounded. */
    static StoreHash of(View view, HashScope scope) {
        return of(view, scope, SupersededVersions.REMEMBERED_MAX);
    }

    static StoreHash of(View view, HashScope scope, int rememberedMax) {
        var hash = new CRC32C();
        hash.update(BUCKET);
        if (scope.revision() >= 0) {
            new HistoryHash(view, scope, rememberedMax).addTo(hash);
        }
        return new StoreHash((int) hash.getValue(), scope.compact(), scope.revision());
    }

    private void addTo(CRC32C hash) {
        SupersededVersions superseded = superseded();
        byte[] end = HistoryKey.startOf(new Revision(scope.revision() + 1, 0));
        try (Cursor rows = view.scan(Keyspace.HISTORY, FIRST, end, Direction.FORWARD)) {
            while (rows.next()) {
                byte[] key = rows.key();
                if (HistoryKey.main(key) > scope.compact() || isKept(key, rows, superseded)) {
                    hash.update(key);
                    hash.update(rows.value());
                }
                Interruption.check();
            }
        }
    }

    private static boolean isKept(byte[] key, Cursor row, SupersededVersions superseded) {
        return HistoryKey.kind(key) == ChangeKind.PUT && !superseded.contains(key, row);
    }

    private SupersededVersions superseded() {
        if (scope.compact() < 0) {
            return SupersededVersions.none(view);
        }
        // What a finished compaction leaves is what lived at its revision.
        long neededAt = isAnythingKept() ? scope.revision() : scope.compact();
        return SupersededVersions.find(
                view, scope.finished(), scope.compact(), neededAt, rememberedMax);
    }

    private boolean isAnythingKept() {
        try (IndexWalk living = new IndexWalk(view, KeyRange.everything(), scope.revision())) {
            if (living.next()) {
                return true;
            }
        }
        return scope.kept() == HashScope.Kept.LIVING_OR_JUST_DELETED && isTombstoneAtRevision();
    }

    private boolean isTombstoneAtRevision() {
        byte[] start = HistoryKey.startOf(new Revision(scope.revision(), 0));
        byte[] end = HistoryKey.startOf(new Revision(scope.revision() + 1, 0));
        try (Cursor rows = view.scan(Keyspace.HISTORY, start, end, Direction.FORWARD)) {
            while (rows.next()) {
                if (HistoryKey.kind(rows.key()) == ChangeKind.TOMBSTONE) {
                    return true;
                }
            }
        }
        return false;
    }
}
