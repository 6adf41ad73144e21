package io.metastore.apply;

import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.engine.WriteBatch;
import io.metastore.lease.LeaseWriter;
import io.metastore.mvcc.Change;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.WriteTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** What the commands of one entry work on and leave behind. Confined to the apply thread. */
final class ApplyContext {
    private final WriteBatch batch;
    private final MvccStore store;
    private final LeaseWriter leases;
    private final LongFunction<ResponseHeader> headers;
    private final boolean prevKvWatched;
    private final List<Change> changes = new ArrayList<>();
    private boolean compacted;
    private boolean membersChanged;
    private int expiredLeases;

    ApplyContext(
            WriteBatch batch,
            MvccStore store,
            LeaseWriter leases,
            LongFunction<ResponseHeader> headers,
            boolean prevKvWatched) {
        this.batch = batch;
        this.store = store;
        this.leases = leases;
        this.headers = headers;
        this.prevKvWatched = prevKvWatched;
    }

    WriteBatch batch() {
        return batch;
    }

    LeaseWriter leases() {
        return leases;
    }

    /** Opens the key changes of one command; {@link #end} closes them. */
    WriteTxn begin() {
        return store.write(batch);
    }

    /** Ends the key changes of a command and keeps them for the watchers. */
    void end(WriteTxn txn) {
        txn.end();
        changes.addAll(txn.changes());
    }

    /** Whether watchers want to see the versions that puts replace. */
    boolean isPrevKvWatched() {
        return prevKvWatched;
    }

    ResponseHeader header(long revision) {
        return headers.apply(revision);
    }

    void compact(long revision) {
        store.compact(batch, revision);
        compacted = true;
    }

    void membersChanged() {
        membersChanged = true;
    }

    boolean haveMembersChanged() {
        return membersChanged;
    }

    void leaseExpired() {
        expiredLeases++;
    }

    int expiredLeases() {
        return expiredLeases;
    }

    boolean isCompacted() {
        return compacted;
    }

    List<Change> changes() {
        return changes;
    }
}
