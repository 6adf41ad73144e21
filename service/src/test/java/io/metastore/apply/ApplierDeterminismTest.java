package io.metastore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.engine.rocksdb.RocksDbEngine;
import io.metastore.lease.Lease;
import io.metastore.lease.LeaseStore;
import io.metastore.mvcc.Summary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApplierDeterminismTest {
    private static final int SEEDS = 50;
    private static final int ENTRIES = 150;
    private static final long ENGINE_BYTES = 64 * 1024 * 1024;

    @ParameterizedTest
    @MethodSource("seeds")
    void members_that_apply_the_same_log_have_the_same_rows_and_answers(long seed) {
        ApplyFixture one = new ApplyFixture();
        ApplyFixture two = new ApplyFixture();
        for (Entry entry : new RandomEntries(seed).entries(ENTRIES)) {
            assertThat(one.apply(entry)).isEqualTo(two.apply(entry));
        }

        assertThat(one.rows()).isEqualTo(two.rows());
        checkLeases(one);
    }

    /** One looks up summaries alone, the other has every row at hand and is watched at times. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void members_with_other_engines_and_watchers_have_the_same_rows_and_answers(
            long seed, @TempDir Path directory) {
        Random random = new Random(seed);
        ApplyFixture memory = new ApplyFixture();
        try (Engine engine = RocksDbEngine.open(directory, ENGINE_BYTES, Summary::ofRow)) {
            ApplyFixture rocks = new ApplyFixture(engine);
            for (Entry entry : new RandomEntries(seed).entries(ENTRIES)) {
                memory.prevKvWatched = random.nextBoolean();
                assertThat(rocks.apply(entry).outcomes()).isEqualTo(memory.apply(entry).outcomes());
            }

            assertThat(rocks.rows()).isEqualTo(memory.rows());
            checkLeases(rocks);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_member_that_restarts_from_snapshots_ends_where_the_others_do(long seed) {
        Random random = new Random(seed);
        ApplyFixture steady = new ApplyFixture();
        ApplyFixture restarting = new ApplyFixture();
        List<Entry> log = new RandomEntries(seed).entries(ENTRIES);
        Engine snapshot = new MemoryEngine();
        for (int applied = 0; applied < log.size(); applied++) {
            EntryResult result = steady.apply(log.get(applied));
            assertThat(restarting.apply(log.get(applied))).isEqualTo(result);
            if (random.nextInt(10) == 0) {
                snapshot = copyOf(restarting.engine);
            }
            if (random.nextInt(25) == 0) {
                restarting = new ApplyFixture(copyOf(snapshot));
                for (int i = (int) snapshot.appliedIndex(); i <= applied; i++) {
                    restarting.apply(log.get(i));
                }
                assertThat(restarting.rows()).isEqualTo(steady.rows());
            }
        }

        assertThat(restarting.rows()).isEqualTo(steady.rows());
        checkLeases(restarting);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void entries_that_are_all_proposed_again_change_nothing(long seed) {
        ApplyFixture fixture = new ApplyFixture();
        List<Entry> log = new RandomEntries(seed).entries(ENTRIES);
        log.forEach(fixture::apply);
        List<String> before = fixture.rows(Keyspace.LATEST, Keyspace.HISTORY, Keyspace.LEASE);
        long clockMillis = fixture.leases.clockMillis();

        log.forEach(entry -> assertThat(fixture.apply(entry)).isEqualTo(EntryResult.RETRY));

        assertThat(fixture.rows(Keyspace.LATEST, Keyspace.HISTORY, Keyspace.LEASE))
                .isEqualTo(before);
        assertThat(fixture.leases.clockMillis()).isEqualTo(clockMillis);
    }

    /** Attachments say what the keys say, and the order of expiry holds just the leases there. */
    private static void checkLeases(ApplyFixture fixture) {
        Map<Long, List<String>> byKeys = new HashMap<>();
        try (Cursor cursor =
                fixture.engine.scan(Keyspace.LATEST, new byte[0], null, Direction.FORWARD)) {
            while (cursor.next()) {
                String key = new String(cursor.key(), StandardCharsets.UTF_8);
                long lease = fixture.get(key).getLease();
                if (lease != 0) {
                    byKeys.computeIfAbsent(lease, unused -> new ArrayList<>()).add(key);
                }
            }
        }
        List<Lease> leases =
                StreamSupport.stream(fixture.leases.leases().spliterator(), false).toList();
        Map<Long, List<String>> byLeases = new HashMap<>();
        for (Lease lease : leases) {
            assertThat(LeaseStore.find(fixture.engine, lease.id())).isEqualTo(lease);
            List<String> keys = fixture.attached(lease.id());
            if (!keys.isEmpty()) {
                byLeases.put(lease.id(), keys);
            }
        }
        assertThat(byLeases).isEqualTo(byKeys);
        assertThat(new LeaseStore(fixture.engine).leases()).containsExactlyElementsOf(leases);
    }

    private static Engine copyOf(Engine engine) {
        Engine copy = new MemoryEngine();
        try (Snapshot snapshot = engine.snapshot()) {
            copy.restore(new Rows(snapshot));
        }
        return copy;
    }

    private static long[] seeds() {
        long[] seeds = new long[SEEDS];
        Arrays.setAll(seeds, i -> i + 1);
        return seeds;
    }

    private record Rows(Snapshot snapshot) implements SnapshotSource {
        @Override
        public long appliedIndex() {
            return snapshot.appliedIndex();
        }

        @Override
        public long appliedTerm() {
            return snapshot.appliedTerm();
        }

        @Override
        public void forEach(RowReceiver receiver) {
            for (Keyspace keyspace : Keyspace.values()) {
                try (Cursor rows = snapshot.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
                    while (rows.next()) {
                        receiver.row(keyspace, rows.key(), rows.value());
                    }
                }
            }
        }
    }
}
