package io.metastore.node;

import io.metastore.mvcc.HistoryReader;
import io.metastore.mvcc.HistoryRequest;
import io.metastore.mvcc.KeyRange;
import io.metastore.mvcc.MvccStore;
import io.metastore.watch.History;
import io.metastore.watch.HistoryPage;
import io.metastore.watch.HistoryQuery;

/** The past of the store as watchers read it. Any thread. */
final class StoreHistory implements History {
    private final MvccStore store;
    private final HistoryReader reader;

    StoreHistory(MvccStore store) {
        this.store = store;
        this.reader = store.history();
    }

    @Override
    public HistoryPage read(HistoryQuery query) {
        io.metastore.mvcc.HistoryPage page =
                reader.read(
                        new HistoryRequest(
                                KeyRange.of(query.range().key(), query.range().rangeEnd()),
                                query.fromRevision(),
                                query.toRevision(),
                                query.prevKv(),
                                query.revisionsMax(),
                                query.bytesMax()));
        return new HistoryPage(
                page.changes().stream().map(StoreChanges::of).toList(), page.nextRevision());
    }

    @Override
    public long compactRevision() {
        return store.compactRevision();
    }
}
