package io.metastore.datadir;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.command.DataOwner;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.lease.LeaseCheck;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.HistoryCheck;
import io.metastore.mvcc.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies what a state says: keys and their past, leases, members. */
final class StateCheck implements HistoryCheck.CheckListener {
    private static final int ROWS_PER_REPORT = 1000;

    private final View view;
    private final Findings findings;
    private final CheckProgress progress;
    private final LeaseCheck leases;
    private long rows;
    private long attached;

    StateCheck(View view, Findings findings, CheckProgress progress) {
        this.view = view;
        this.findings = findings;
        this.progress = progress;
        this.leases = new LeaseCheck(view, this::leaseOf, findings::problem);
    }

    /**
     * Looks at everything.
     *
     * @param owner whose data directory this is; null when that cannot be read
     */
    void run(@Nullable DataOwner owner) {
        try {
            new HistoryCheck(view, this).run();
            leases.run();
            checkMembers(owner);
            findings.facts("%d rows, %d keys with a lease".formatted(rows, attached));
        } catch (RuntimeException e) {
            findings.problem("it cannot be read on: " + e.getMessage());
        }
    }

    private void checkMembers(@Nullable DataOwner owner) {
        List<Member> members = MemberStore.members(view);
        long cluster = MemberStore.clusterId(view);
        if (owner == null || (members.isEmpty() && cluster == 0)) {
            return;
        }
        if (cluster != owner.getCluster().getClusterId()) {
            findings.problem(
                    "it is the state of cluster %s, the directory belongs to cluster %s"
                            .formatted(
                                    Long.toHexString(cluster),
                                    Long.toHexString(owner.getCluster().getClusterId())));
        }
        if (members.stream().noneMatch(member -> member.getID() == owner.getMemberId())) {
            findings.problem(
                    "member %s, whose directory this is, is not among the members"
                            .formatted(Long.toHexString(owner.getMemberId())));
        }
    }

    private long leaseOf(byte[] key) {
        byte[] row = view.get(Keyspace.LATEST, key);
        try {
            return row == null ? 0 : Records.parse(row).getLease();
        } catch (EngineException e) {
            // Told by the check of history.
            return 0;
        }
    }

    @Override
    public void problem(String sentence) {
        findings.problem(sentence);
    }

    @Override
    public void row() {
        if (++rows % ROWS_PER_REPORT == 0) {
            progress.at("state checked:", rows, 0);
        }
    }

    @Override
    public void attached(byte[] key, long leaseId) {
        attached++;
        leases.checkAttached(key, leaseId);
    }
}
