package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Engine;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.util.List;
import java.util.function.Consumer;

/** A store with the shortest way of writing to it: one transaction in one batch. */
final class StoreFixture {
    static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    final Engine engine = new MemoryEngine();
    final MvccStore store = new MvccStore(engine);

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /** A range over every key. */
    static RangeRequest.Builder all() {
        return RangeRequest.newBuilder().setKey(ZERO).setRangeEnd(ZERO);
    }

    static List<String> keys(RangeResponse response) {
        return response.getKvsList().stream().map(kv -> kv.getKey().toStringUtf8()).toList();
    }

    List<Change> write(Consumer<WriteTxn> work) {
        try (WriteBatch batch = engine.begin()) {
            WriteTxn txn = store.write(batch);
            work.accept(txn);
            txn.end();
            batch.commit();
            return txn.changes();
        }
    }

    void put(String key, String value) {
        write(txn -> txn.put(bytes(key), bytes(value), 0));
    }

    void delete(String key) {
        write(txn -> txn.deleteRange(bytes(key), ByteString.EMPTY));
    }

    void compact(long revision) {
        try (WriteBatch batch = engine.begin()) {
            store.compact(batch, revision);
            batch.commit();
        }
    }

    /** Compacts and removes every row that may go. */
    void compactFully(long revision) {
        compact(revision);
        Compactor compactor = new Compactor(store, 1000);
        while (compactor.step()) {
            // Each step is bounded; the last one says so.
        }
    }

    RangeResponse range(RangeRequest.Builder request) {
        try (ReadTxn txn = store.read()) {
            return txn.range(request.build());
        }
    }

    KeyValue get(String key) {
        return range(RangeRequest.newBuilder().setKey(bytes(key))).getKvs(0);
    }
}
