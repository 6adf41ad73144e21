package io.metastore.simulation;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A batch that hides rows from its reader when a planted bug says so. */
class MistakenBatch implements WriteBatch {
    private static final byte[] PROPOSERS = "proposer/".getBytes(StandardCharsets.US_ASCII);

    private final WriteBatch batch;
    private final Bugs bugs;

    MistakenBatch(WriteBatch batch, Bugs bugs) {
        this.batch = batch;
        this.bugs = bugs;
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        if (bugs.has(Bugs.Bug.RETRIES_ARE_NOT_RECOGNISED)
                && keyspace == Keyspace.META
                && Arrays.mismatch(PROPOSERS, key) == PROPOSERS.length) {
            return null;
        }
        return batch.get(keyspace, key);
    }

    @Override
    public void commit() {
        batch.commit();
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        return batch.scan(keyspace, from, to, direction);
    }

    @Override
    public long countUpTo(Keyspace keyspace, byte[] from, byte @Nullable [] to, long max) {
        return batch.countUpTo(keyspace, from, to, max);
    }

    @Override
    public void put(Keyspace keyspace, byte[] key, byte[] value) {
        batch.put(keyspace, key, value);
    }

    @Override
    public void delete(Keyspace keyspace, byte[] key) {
        batch.delete(keyspace, key);
    }

    @Override
    public void applied(long index, long term) {
        batch.applied(index, term);
    }

    @Override
    public void close() {
        batch.close();
    }
}
