package io.metastore.apply;

import com.google.protobuf.ByteString;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.command.Command;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.Compactor;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.ReadTxn;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * From the bytes of a log entry to the committed batch, and reads of what is committed; on the
 * memory engine with {@link #KEYS} keys. Figures are for one command, fifty of which share an
 * entry.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class ApplyBenchmark {
    private static final int KEYS = 100_000;
    private static final int COMMANDS = 50;
    private static final int RANGE_KEYS = 1_000;
    private static final int VALUE_BYTES = 256;
    private static final int COMPACTION_ROWS = 10_000;

    private final MemoryEngine engine = new MemoryEngine();
    private final MvccStore store = new MvccStore(engine);
    private final SplittableRandom random = new SplittableRandom(7);
    private final ByteString value = ByteString.copyFrom(new byte[VALUE_BYTES]);
    private final Applier applier =
            new Applier(
                    store,
                    new LeaseStore(engine),
                    new MemberStore(engine),
                    new AlarmStore(engine),
                    revision -> ResponseHeader.newBuilder().setRevision(revision).build(),
                        () -> false);
    private long sequence;

    @Setup
    public void fill() {
        for (int i = 0; i < KEYS; i += COMMANDS) {
            List<Command> commands = new ArrayList<>();
            for (int j = i; j < i + COMMANDS; j++) {
                commands.add(put(j));
            }
            apply(encode(commands));
        }
    }

    /**
     * Old versions go between the measurements, so that the state does not grow with their length.
     */
    @Setup(Level.Iteration)
    public void compact() {
        long revision = store.revision();
        if (revision > store.compactRevision()) {
            try (WriteBatch batch = engine.begin()) {
                store.compact(batch, revision);
                batch.commit();
            }
            Compactor compactor = new Compactor(store, COMPACTION_ROWS);
            while (compactor.step()) {
                // The next rows.
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public Object putInEntryOf50() {
        List<Command> commands = new ArrayList<>(COMMANDS);
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(put(random.nextInt(KEYS)));
        }
        return apply(encode(commands));
    }

    @Benchmark
    public Object putInEntryOfItsOwn() {
        return apply(encode(List.of(put(random.nextInt(KEYS)))));
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public Object txnInEntryOf50() {
        List<Command> commands = new ArrayList<>(COMMANDS);
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(compareAndPut(random.nextInt(KEYS)));
        }
        return apply(encode(commands));
    }

    @Benchmark
    public RangeResponse rangeOf1() {
        try (ReadTxn read = store.read()) {
            return read.range(RangeRequest.newBuilder().setKey(key(random.nextInt(KEYS))).build());
        }
    }

    @Benchmark
    public RangeResponse rangeOf1000() {
        try (ReadTxn read = store.read()) {
            return read.range(range());
        }
    }

    /** With what it takes to make bytes for the wire of the answer. */
    @Benchmark
    public byte[] rangeOf1000Encoded() {
        return rangeOf1000().toByteArray();
    }

    /** The bytes of an entry, from requests. */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public byte[] encodeEntryOf50() {
        List<Command> commands = new ArrayList<>(COMMANDS);
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(put(i));
        }
        return encode(commands);
    }

    private static byte[] encode(List<Command> commands) {
        return EntryEncoder.encode(1, 0, commands.stream().map(Command::toByteArray).toList());
    }

    private EntryResult apply(byte[] bytes) {
        Entry read = Entry.parse(bytes);
        Entry entry = new Entry(1, ++sequence, 0, read.commands());
        try (WriteBatch batch = engine.begin()) {
            long index = engine.appliedIndex() + 1;
            batch.applied(index, 1);
            EntryResult result = applier.apply(entry, index, batch);
            batch.commit();
            return result;
        }
    }

    private Command put(int number) {
        return Command.newBuilder().setPut(putRequest(number)).build();
    }

    private PutRequest putRequest(int number) {
        return PutRequest.newBuilder().setKey(key(number)).setValue(value).build();
    }

    private Command compareAndPut(int number) {
        Compare exists =
                Compare.newBuilder()
                        .setKey(key(number))
                        .setTarget(Compare.CompareTarget.VERSION)
                        .setResult(Compare.CompareResult.GREATER)
                        .setVersion(0)
                        .build();
        TxnRequest txn =
                TxnRequest.newBuilder()
                        .addCompare(exists)
                        .addSuccess(RequestOp.newBuilder().setRequestPut(putRequest(number)))
                        .build();
        return Command.newBuilder().setTxn(txn).build();
    }

    private RangeRequest range() {
        int first = random.nextInt(KEYS - RANGE_KEYS);
        return RangeRequest.newBuilder()
                .setKey(key(first))
                .setRangeEnd(key(first + RANGE_KEYS))
                .build();
    }

    private static ByteString key(int number) {
        return ByteString.copyFromUtf8("/registry/" + (1_000_000 + number));
    }
}
