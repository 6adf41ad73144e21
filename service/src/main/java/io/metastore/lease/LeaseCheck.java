package io.metastore.lease;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Verifies the rows of leases, and that leases and keys agree about who is attached to whom. Its
 * memory use does not depend on the size of the state.
 */
public final class LeaseCheck {
    private static final byte[] FIRST = {};
    private static final int LEASE_VALUE_BYTES = 2 * Long.BYTES;

    private final View view;
    private final KeyLeases keys;
    private final Consumer<String> problems;
    private long leaseId;
    private boolean leaseKnown;

    /** What the keys say. */
    @FunctionalInterface
    public interface KeyLeases {
        /** The lease that a key is attached to; 0 when to none, or when there is no such key. */
        long leaseOf(byte[] key);
    }

    public LeaseCheck(View view, KeyLeases keys, Consumer<String> problems) {
        this.view = view;
        this.keys = keys;
        this.problems = problems;
    }

    /** Looks at every row of a lease. */
    public void run() {
        try (Cursor rows = view.scan(Keyspace.LEASE, FIRST, null, Direction.FORWARD)) {
            while (rows.next()) {
                if (rows.key().length < Long.BYTES) {
                    problems.accept("LEASE has a row without the id of a lease");
                } else if (rows.key().length == Long.BYTES) {
                    checkLease(rows.key(), rows.value());
                } else {
                    checkAttachment(rows.key());
                }
            }
        }
    }

    /**
     * Tells when a lease does not know of a key that says it is attached to it. The lease may be
     * gone: a backup of etcd can hold a key that has outlived its lease.
     */
    public void checkAttached(byte[] key, long id) {
        if (LeaseRows.find(view, id) != null
                && view.get(Keyspace.LEASE, LeaseRows.attachmentKey(id, key)) == null) {
            problems.accept(
                    "key %s is attached to lease %s, which does not know of it"
                            .formatted(text(key), Long.toHexString(id)));
        }
    }

    private void checkLease(byte[] key, byte[] value) {
        leaseId = LeaseRows.idOf(key);
        leaseKnown = true;
        if (leaseId == 0
                || value.length != LEASE_VALUE_BYTES
                || LeaseRows.decode(key, value).ttlSeconds() <= 0) {
            problems.accept("the row of lease " + Long.toHexString(leaseId) + " is no lease");
        }
    }

    private void checkAttachment(byte[] row) {
        long id = LeaseRows.idOf(row);
        byte[] key = Arrays.copyOfRange(row, Long.BYTES, row.length);
        if (!leaseKnown || id != leaseId) {
            problems.accept(
                    "key %s is listed for lease %s, which does not exist"
                            .formatted(text(key), Long.toHexString(id)));
        } else if (keys.leaseOf(key) != id) {
            problems.accept(
                    "lease %s lists key %s, which is not attached to it"
                            .formatted(Long.toHexString(id), text(key)));
        }
    }

    private static String text(byte[] key) {
        return '"' + new String(key, StandardCharsets.UTF_8) + '"';
    }
}
