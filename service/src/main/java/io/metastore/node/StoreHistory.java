package io.metastore.node;

import io.metastore.mvcc.MvccStore;
import io.metastore.watch.History;
import io.metastore.watch.HistoryPage;
import io.metastore.watch.HistoryQuery;

/** The past of the store as watchers read it. */
final class StoreHistory implements History {
    private final MvccStore store;

    StoreHistory(MvccStore store) {
        this.store = store;
    }

    @Override
    public HistoryPage read(HistoryQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long compactRevision() {
        return store.compactRevision();
    }
}
