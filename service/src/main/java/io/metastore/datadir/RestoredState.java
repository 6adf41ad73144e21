package io.metastore.datadir;

import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.mvcc.MvccStore;

/**
 * What a restored cluster begins with.
 *
 * @param revision of the newest change
 * @param compactRevision what it is compacted to, -1 for never
 * @param keys how many keys live
 */
public record RestoredState(long revision, long compactRevision, long keys) {
    static RestoredState of(Engine engine) {
        var store = new MvccStore(engine);
        return new RestoredState(
                store.revision(),
                store.compactRevision(),
                engine.count(Keyspace.LATEST, new byte[0], null));
    }
}
