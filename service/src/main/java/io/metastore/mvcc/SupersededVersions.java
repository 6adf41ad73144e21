package io.metastore.mvcc;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;

/**
 * The versions at or below a compact revision that a later one, up to some revision, has taken the
 * place of. Below the last finished compaction each key has one version at most, therefore every
 * such version is the one before some change after that compaction: the changes are walked, not the
 * keys. This holds in the middle of a compaction too, because it removes a version no later than
 * the version that took its place.
 *
 * <p>Remembers up to {@value #REMEMBERED_MAX} versions, which takes 16 MiB; when there are more,
 * each question is answered by a look into the index.
 */
final class SupersededVersions {
    static final int REMEMBERED_MAX = 1 << 19;

    private final View view;
    private final long compact;
    private final long revision;
    private final int rememberedMax;
    private final RevisionSet remembered = new RevisionSet();
    private boolean complete = true;

    private SupersededVersions(View view, long compact, long revision, int rememberedMax) {
        this.view = view;
        this.compact = compact;
        this.revision = revision;
        this.rememberedMax = rememberedMax;
    }

    /** For a view in which nothing has been compacted. */
    static SupersededVersions none(View view) {
        return new SupersededVersions(view, MetaRows.NEVER_COMPACTED, 0, 0);
    }

    /**
     * Finds the versions at or below {@code compact} that have been superseded at {@code revision}.
     *
     * @param finished the last finished compaction in {@code view}
     */
    static SupersededVersions find(
            View view, long finished, long compact, long revision, int rememberedMax) {
        var versions = new SupersededVersions(view, compact, revision, rememberedMax);
        versions.walk(Math.max(0, finished + 1));
        return versions;
    }

    /** Whether the version in a HISTORY row at or below the compact revision is one of them. */
    boolean contains(byte[] historyKey, Cursor row) {
        Revision at = HistoryKey.revision(historyKey);
        if (complete) {
            return remembered.contains(at.main(), at.sub());
        }
        byte[] userKey = Records.parse(row.value()).getKey().toByteArray();
        byte[] newest = IndexKey.of(userKey, revision, Long.MAX_VALUE);
        try (Cursor versions =
                view.scan(
                        Keyspace.INDEX, newest, IndexKey.afterSameKey(newest), Direction.FORWARD)) {
            // A row without a version in the index is the mark of a restore; nothing replaces it.
            return versions.next()
                    && (IndexKey.main(versions.key()) != at.main()
                            || IndexKey.sub(versions.key()) != at.sub());
        }
    }

    private void walk(long firstMain) {
        byte[] start = HistoryKey.startOf(new Revision(firstMain, 0));
        byte[] end = HistoryKey.startOf(new Revision(revision + 1, 0));
        try (Cursor changes = view.scan(Keyspace.HISTORY, start, end, Direction.FORWARD)) {
            while (complete && changes.next()) {
                Revision at = HistoryKey.revision(changes.key());
                byte[] userKey = Records.parse(changes.value()).getKey().toByteArray();
                noteVersionBefore(IndexKey.of(userKey, at.main(), at.sub()));
                Interruption.check();
            }
        }
    }

    private void noteVersionBefore(byte[] indexKey) {
        byte[] end = IndexKey.afterSameKey(indexKey);
        try (Cursor older = view.scan(Keyspace.INDEX, indexKey, end, Direction.FORWARD)) {
            boolean itself = older.next();
            if (itself && older.next() && IndexKey.main(older.key()) <= compact) {
                remembered.add(IndexKey.main(older.key()), IndexKey.sub(older.key()));
                complete = remembered.size() <= rememberedMax;
            }
        }
    }
}
