package io.metastore.node;

import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.apply.Entry;
import io.metastore.apply.EntryResult;
import io.metastore.apply.Outcome;
import io.metastore.command.Command;
import io.metastore.mvcc.Change;
import java.util.concurrent.atomic.LongAdder;

/** What this member has done since it started. Counted where it happens, read by any thread. */
public final class NodeStats {
    private final LongAdder puts = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder ranges = new LongAdder();
    private final LongAdder txns = new LongAdder();
    private final LongAdder putBytes = new LongAdder();
    private final LongAdder leasesGranted = new LongAdder();
    private final LongAdder leasesRenewed = new LongAdder();
    private final LongAdder leasesRevoked = new LongAdder();
    private final LongAdder leasesExpired = new LongAdder();
    private final LongAdder proposalsFailed = new LongAdder();
    private final LongAdder barriersFailed = new LongAdder();
    private final LongAdder slowApplies = new LongAdder();

    void applied(Entry entry, EntryResult result) {
        for (Change change : result.changes()) {
            if (change.type() == EventType.PUT) {
                puts.increment();
                putBytes.add(change.kv().getKey().size() + change.kv().getValue().size());
            } else {
                deletes.increment();
            }
        }
        for (int i = 0; i < result.outcomes().size(); i++) {
            if (result.outcomes().get(i) instanceof Outcome.Answered) {
                count(entry.commands().get(i));
            }
        }
        leasesExpired.add(result.expiredLeases());
    }

    private void count(Command command) {
        switch (command.getRequestCase()) {
            case TXN -> txns.increment();
            case LEASE_GRANT -> leasesGranted.increment();
            case LEASE_KEEP_ALIVE -> leasesRenewed.increment();
            case LEASE_REVOKE -> leasesRevoked.increment();
            default -> {}
        }
    }

    void ranged() {
        ranges.increment();
    }

    void proposalFailed() {
        proposalsFailed.increment();
    }

    void barrierFailed() {
        barriersFailed.increment();
    }

    void slowApply() {
        slowApplies.increment();
    }

    public long puts() {
        return puts.sum();
    }

    public long deletes() {
        return deletes.sum();
    }

    public long ranges() {
        return ranges.sum();
    }

    public long txns() {
        return txns.sum();
    }

    /** Bytes of keys and values put. */
    public long putBytes() {
        return putBytes.sum();
    }

    public long leasesGranted() {
        return leasesGranted.sum();
    }

    public long leasesRenewed() {
        return leasesRenewed.sum();
    }

    public long leasesRevoked() {
        return leasesRevoked.sum();
    }

    public long leasesExpired() {
        return leasesExpired.sum();
    }

    /** Commands given up without an answer. */
    public long proposalsFailed() {
        return proposalsFailed.sum();
    }

    public long barriersFailed() {
        return barriersFailed.sum();
    }

    /** Entries that took longer to apply than the configured warning. */
    public long slowApplies() {
        return slowApplies.sum();
    }
}
