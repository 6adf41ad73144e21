package io.metastore.backup;

import com.google.protobuf.ByteString;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.lease.LeaseStore;
import io.metastore.lease.LeaseWriter;
import io.metastore.mvcc.Compactor;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.WriteTxn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** States to back up, and what is in them. */
final class States {
    static final long LEASE = 0x7100_0000_0000_0001L;

    private States() {}

    /** Puts, deletes and transactions on few keys, some of them leased, with compactions. */
    static Engine random(long seed) {
        Random random = new Random(seed);
        Engine engine = new MemoryEngine();
        MvccStore store = new MvccStore(engine);
        LeaseStore leases = new LeaseStore(engine);
        try (WriteBatch batch = engine.begin()) {
            leases.write(batch).moveClock(5_000);
            leases.write(batch).grant(LEASE, 600);
            leases.write(batch).grant(-1, 5);
            batch.applied(1, 1);
            batch.commit();
        }
        for (int index = 2; index < 400; index++) {
            try (WriteBatch batch = engine.begin()) {
                leases.write(batch).moveClock(5_000 + index);
                change(store.write(batch), leases.write(batch), random);
                batch.applied(index, 7);
                batch.commit();
            }
            if (random.nextInt(60) == 0) {
                compact(engine, store, random);
            }
        }
        return engine;
    }

    private static void change(WriteTxn txn, LeaseWriter leases, Random random) {
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            ByteString key = ByteString.copyFromUtf8("key" + random.nextInt(12) + "\0");
            var before = txn.get(key);
            if (before != null && before.getLease() != 0) {
                leases.detach(before.getLease(), key.toByteArray());
            }
            if (random.nextInt(4) == 0) {
                txn.deleteRange(key, ByteString.EMPTY);
            } else {
                long lease = random.nextInt(3) == 0 ? LEASE : 0;
                txn.put(key, ByteString.copyFrom(new byte[random.nextInt(3000)]), lease);
                leases.attach(lease, key.toByteArray());
            }
        }
        txn.end();
    }

    private static void compact(Engine engine, MvccStore store, Random random) {
        long from = Math.max(1, store.compactRevision() + 1);
        long target = from + random.nextInt((int) (store.revision() - from) + 1);
        try (WriteBatch batch = engine.begin()) {
            store.compact(batch, target);
            batch.commit();
        }
        Compactor compactor = new Compactor(store, 50);
        boolean more = true;
        while (more && random.nextInt(8) != 0) {
            more = compactor.step();
        }
    }

    static void back(Engine engine, Path file) {
        try (Snapshot snapshot = engine.snapshot();
                FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            BackupWriter.of(snapshot).write(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Engine load(Path file) {
        Engine engine = new MemoryEngine();
        try (BackupReader reader = BackupReader.open(file)) {
            reader.load(engine, LoadOptions.DEFAULT);
        }
        return engine;
    }

    static List<String> rows(Engine engine, Keyspace keyspace) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = engine.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
            while (cursor.next()) {
                HexFormat hex = HexFormat.of();
                rows.add(hex.formatHex(cursor.key()) + " " + hex.formatHex(cursor.value()));
            }
        }
        return rows;
    }
}
