package io.metastore.apply;

import com.google.protobuf.Message;
import io.metastore.alarm.AlarmStore;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.command.Command;
import io.metastore.engine.WriteBatch;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.MvccStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * Carries out the commands of an entry within one write batch. Deterministic: the same entries in
 * the same order leave the same state on every member. An {@link EtcdException} refuses a command
 * before it changed anything; any other exception means the state cannot be trusted and must stop
 * the member. Confined to the apply thread.
 */
public final class Applier {
    private final MvccStore store;
    private final LeaseStore leases;
    private final MemberStore members;
    private final AlarmStore alarms;
    private final LongFunction<ResponseHeader> headers;
    private final BooleanSupplier prevKvWatched;

    /**
     * @param headers makes this member's response header for a revision
     * @param prevKvWatched whether watchers want to see the versions that puts replace; they are
     *     read then, which leaves the same state and answers
     */
    public Applier(
            MvccStore store,
            LeaseStore leases,
            MemberStore members,
            AlarmStore alarms,
            LongFunction<ResponseHeader> headers,
            BooleanSupplier prevKvWatched) {
        this.store = store;
        this.leases = leases;
        this.members = members;
        this.alarms = alarms;
        this.headers = headers;
        this.prevKvWatched = prevKvWatched;
    }

    /** Applies an entry into the batch, which the caller commits. */
    public EntryResult apply(Entry entry, long index, WriteBatch batch) {
        if (!ProposerTable.admit(batch, entry.proposerId(), entry.sequence(), index)) {
            return EntryResult.RETRY;
        }
        ApplyContext context =
                new ApplyContext(
                        batch, store, leases.write(batch), headers, prevKvWatched.getAsBoolean());
        context.leases().moveClock(entry.leaseClockMillis());
        List<Outcome> outcomes = new ArrayList<>(entry.commands().size());
        for (Command command : entry.commands()) {
            outcomes.add(outcome(command, context));
        }
        return new EntryResult(
                outcomes,
                context.changes(),
                context.expiredLeases(),
                context.isCompacted(),
                context.haveMembersChanged());
    }

    private Outcome outcome(Command command, ApplyContext context) {
        try {
            return new Outcome.Answered(dispatch(command, context));
        } catch (EtcdException e) {
            return new Outcome.Refused(e.error());
        }
    }

    private Message dispatch(Command command, ApplyContext context) {
        Guards.check(alarms, command);
        return switch (command.getRequestCase()) {
            case PUT -> KvApplier.put(context, command.getPut());
            case DELETE_RANGE -> KvApplier.deleteRange(context, command.getDeleteRange());
            case TXN -> TxnApplier.apply(context, command.getTxn());
            case COMPACTION -> KvApplier.compact(context, command.getCompaction());
            case LEASE_GRANT -> LeaseApplier.grant(context, command.getLeaseGrant());
            case LEASE_REVOKE -> LeaseApplier.revoke(context, command.getLeaseRevoke());
            case LEASE_KEEP_ALIVE -> LeaseApplier.keepAlive(context, command.getLeaseKeepAlive());
            case LEASE_EXPIRY -> LeaseApplier.expire(context, command.getLeaseExpiry());
            case LEASE_CLOCK_TICK -> command.getLeaseClockTick();
            case CLUSTER_BOOTSTRAP,
                    MEMBER_PUBLICATION,
                    MEMBER_ADDITION,
                    MEMBER_REMOVAL,
                    MEMBER_UPDATE,
                    MEMBER_PROMOTION,
                    MEMBER_SURVIVAL ->
                    MemberApplier.apply(context, members, command);
            case ALARM -> AlarmApplier.apply(context, alarms, command.getAlarm());
            case REQUEST_NOT_SET ->
                    throw new IllegalStateException(
                            "log entry carries a command that this version does not know");
        };
    }
}
