package io.metastore.mvcc;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;

/**
 * Replays history page by page. Each page is read from a snapshot of its own, so nothing is held
 * between two pages. Any thread.
 */
public final class HistoryReader {
    private final MvccStore store;

    HistoryReader(MvccStore store) {
        this.store = store;
    }

    /**
     * The next page of the requested stretch. One key is followed through the index, anything else
     * costs a walk over all changes of the revisions.
     *
     * @throws EtcdException COMPACTED when a compaction has overtaken the first revision; the
     *     compacted revision itself can still be replayed
     */
    public HistoryPage read(HistoryRequest request) {
        try (ReadTxn txn = store.read()) {
            if (request.from() < txn.compactRevision()) {
                throw new EtcdException(EtcdError.COMPACTED);
            }
            long to = Math.min(request.to(), txn.revision());
            HistoryPageBuilder page =
                    new HistoryPageBuilder(txn.view(), request, txn.compactRevision());
            if (to < request.from() || request.range().isEmpty()) {
                return page.build(Math.max(to + 1, request.from()));
            }
            return request.range().isSingle()
                    ? replayKey(txn.view(), request, to, page)
                    : replayRange(txn.view(), request, to, page);
        }
    }

    private static HistoryPage replayRange(
            View view, HistoryRequest request, long to, HistoryPageBuilder page) {
        byte[] start = HistoryKey.startOf(new Revision(request.from(), 0));
        byte[] end = HistoryKey.startOf(new Revision(to + 1, 0));
        try (Cursor cursor = view.scan(Keyspace.HISTORY, start, end, Direction.FORWARD)) {
            while (cursor.next()) {
                long main = HistoryKey.main(cursor.key());
                if (!page.admits(main)) {
                    return page.build(main);
                }
                page.add(HistoryKey.kind(cursor.key()), Records.parse(cursor.value()));
            }
        }
        return page.build(to + 1);
    }

    /**
     * The index has the newest change first, so that reading it backward is reading it in order.
     */
    private static HistoryPage replayKey(
            View view, HistoryRequest request, long to, HistoryPageBuilder page) {
        byte[] key = request.range().from();
        byte[] newest = IndexKey.of(key, to, Long.MAX_VALUE);
        byte[] behindOldest = IndexKey.of(key, request.from() - 1, Long.MAX_VALUE);
        try (Cursor cursor = view.scan(Keyspace.INDEX, newest, behindOldest, Direction.BACKWARD)) {
            while (cursor.next()) {
                long main = IndexKey.main(cursor.key());
                if (!page.admits(main)) {
                    return page.build(main);
                }
                ChangeKind kind = ChangeKind.ofRow(cursor.value());
                page.add(kind, Records.at(view, main, IndexKey.sub(cursor.key()), kind));
            }
        }
        return page.build(to + 1);
    }
}
