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
    private final Damage damage;

    StoreHistory(MvccStore store, Damage damage) {
        this.store = store;
        this.damage = damage;
        this.reader = store.history();
    }

    @Override
    public HistoryPage read(HistoryQuery query) {
        HistoryRequest request =
                new HistoryRequest(
                        KeyRange.of(query.range().key(), query.range().rangeEnd()),
                        query.fromRevision(),
                        query.toRevision(),
                        query.prevKv(),
                        query.revisionsMax(),
                        query.bytesMax());
        io.metastore.mvcc.HistoryPage page = damage.watched(() -> reader.read(request));
        return new HistoryPage(
                page.changes().stream().map(StoreChanges::of).toList(), page.nextRevision());
    }

    @Override
    public long compactRevision() {
        return store.compactRevision();
    }
}
