package io.metastore.apply;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.metastore.alarm.AlarmStore;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.command.Command;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.ReadTxn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An applier over an engine, and what can be seen of its state. */
final class ApplyFixture {
    static final long MEMBER_ID = 77;
    private static final long PROPOSER = 1;

    final Engine engine;
    final MvccStore store;
    final LeaseStore leases;
    final AlarmStore alarms;
    final Applier applier;
    boolean prevKvWatched;
    private long sequence;

    ApplyFixture() {
        this(new MemoryEngine());
    }

    ApplyFixture(Engine engine) {
        this.engine = engine;
        this.store = new MvccStore(engine);
        this.leases = new LeaseStore(engine);
        this.alarms = new AlarmStore(engine);
        MemberStore members = new MemberStore(engine);
        this.applier =
                new Applier(
                        store, leases, members, alarms, ApplyFixture::header, () -> prevKvWatched);
    }

    private static ResponseHeader header(long revision) {
        return ResponseHeader.newBuilder().setMemberId(MEMBER_ID).setRevision(revision).build();
    }

    /** Applies the next entry, stamped with the lease clock as it stands. */
    @CanIgnoreReturnValue
    EntryResult apply(Command... commands) {
        return applyAt(leases.clockMillis(), commands);
    }

    /** Applies the next entry with the given stamp. */
    @CanIgnoreReturnValue
    EntryResult applyAt(long clockMillis, Command... commands) {
        return apply(new Entry(PROPOSER, ++sequence, clockMillis, List.of(commands)));
    }

    @CanIgnoreReturnValue
    EntryResult apply(Entry entry) {
        try (WriteBatch batch = engine.begin()) {
            long index = engine.appliedIndex() + 1;
            batch.applied(index, 1);
            EntryResult result = applier.apply(entry, index, batch);
            batch.commit();
            return result;
        }
    }

    /** Applies one command that is expected to be carried out. */
    @CanIgnoreReturnValue
    <T extends Message> T answer(Command command, Class<T> type) {
        Outcome outcome = apply(command).outcomes().get(0);
        if (outcome instanceof Outcome.Answered answered) {
            return type.cast(answered.response());
        }
        throw new AssertionError(command + " had the outcome " + outcome);
    }

    /** Applies one command that is expected to be refused. */
    EtcdError refusal(Command command) {
        Outcome outcome = apply(command).outcomes().get(0);
        if (outcome instanceof Outcome.Refused refused) {
            return refused.error();
        }
        throw new AssertionError(command + " had the outcome " + outcome);
    }

    @Nullable KeyValue get(String key) {
        try (ReadTxn txn = store.read()) {
            return txn.get(ByteString.copyFromUtf8(key));
        }
    }

    List<String> attached(long lease) {
        return LeaseStore.attachedKeys(engine, lease).stream()
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .toList();
    }

    /** Every row of some keyspaces, for comparison; of all when none is named. */
    List<String> rows(Keyspace... keyspaces) {
        List<String> rows = new ArrayList<>();
        for (Keyspace keyspace : keyspaces.length == 0 ? Keyspace.values() : keyspaces) {
            try (Cursor cursor = engine.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
                while (cursor.next()) {
                    HexFormat hex = HexFormat.of();
                    rows.add(
                            keyspace
                                    + " "
                                    + hex.formatHex(cursor.key())
                                    + "="
                                    + hex.formatHex(cursor.value()));
                }
            }
        }
        return rows;
    }
}
