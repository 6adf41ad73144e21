package io.metastore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.lease.LeaseStore;
import io.metastore.mvcc.CompactionState;
import io.metastore.mvcc.MvccStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupRoundTripTest {
    @TempDir private Path directory;

    @Test
    void loaded_state_has_the_rows_of_the_one_backed_up() {
        Set<Boolean> unfinishedCompactions = new HashSet<>();
        for (long seed = 0; seed < 30; seed++) {
            Engine engine = States.random(seed);
            Path file = directory.resolve("seed-" + seed);

            States.back(engine, file);
            Engine loaded = States.load(file);

            for (Keyspace keyspace :
                    new Keyspace[] {Keyspace.HISTORY, Keyspace.LATEST, Keyspace.INDEX}) {
                assertThat(States.rows(loaded, keyspace))
                        .as("seed %d %s", seed, keyspace)
                        .isEqualTo(States.rows(engine, keyspace))
                        .isNotEmpty();
            }
            CompactionState compaction = CompactionState.of(engine);
            assertThat(CompactionState.of(loaded)).isEqualTo(compaction);
            assertThat(new MvccStore(loaded).revision())
                    .isEqualTo(new MvccStore(engine).revision());
            assertThat(LeaseStore.attachedKeys(loaded, States.LEASE))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(LeaseStore.attachedKeys(engine, States.LEASE));
            assertThat(status(file).totalKeys())
                    .as("seed %d", seed)
                    .isEqualTo(States.rows(engine, Keyspace.LATEST).size());
            unfinishedCompactions.add(compaction.scheduled() != compaction.finished());
        }
        assertThat(unfinishedCompactions).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void lease_goes_on_with_the_time_it_had_left() {
        Path file = directory.resolve("file");
        States.back(States.random(1), file);

        Engine loaded = States.load(file);

        long millisUsed = 399;
        assertThat(LeaseStore.find(loaded, States.LEASE).remainingMillis(0))
                .isBetween(600_000 - millisUsed, 600_000L);
        assertThat(LeaseStore.find(loaded, -1).ttlSeconds()).isEqualTo(5);
    }

    @Test
    void lease_past_its_expiry_does_not_start_over() {
        Engine engine = States.random(1);
        try (WriteBatch batch = engine.begin()) {
            new LeaseStore(engine).write(batch).moveClock(1_000_000);
            batch.commit();
        }
        Path file = directory.resolve("file");
        States.back(engine, file);

        assertThat(LeaseStore.find(States.load(file), States.LEASE).remainingMillis(0))
                .isEqualTo(1000);
    }

    @Test
    void alarms_and_records_of_authentication_survive() {
        Engine engine = new MemoryEngine();
        AlarmMember alarm =
                AlarmMember.newBuilder().setMemberID(-5).setAlarm(AlarmType.CORRUPT).build();
        try (WriteBatch batch = engine.begin()) {
            new AlarmStore(engine).raise(batch, alarm);
            for (String key : new String[] {"auth/authEnabled", "authRoles/a/b", "authUsers/c"}) {
                batch.put(Keyspace.AUTH, key.getBytes(UTF_8), key.getBytes(UTF_8));
            }
            batch.commit();
        }
        Path file = directory.resolve("file");
        States.back(engine, file);

        Engine loaded = States.load(file);

        assertThat(AlarmStore.raised(loaded)).containsExactly(alarm);
        assertThat(States.rows(loaded, Keyspace.AUTH))
                .isEqualTo(States.rows(engine, Keyspace.AUTH))
                .hasSize(3);
    }

    @Test
    void empty_state_survives() {
        Path file = directory.resolve("file");
        States.back(new MemoryEngine(), file);

        Engine loaded = States.load(file);

        assertThat(new MvccStore(loaded).revision()).isEqualTo(1);
        assertThat(CompactionState.of(loaded)).isEqualTo(CompactionState.NEVER);
        assertThat(status(file)).matches(s -> s.revision() == 0 && s.totalKeys() == 0);
    }

    @Test
    void size_is_known_before_a_byte_is_written() throws IOException {
        Engine engine = States.random(3);
        Path file = directory.resolve("file");
        States.back(engine, file);

        try (Snapshot snapshot = engine.snapshot()) {
            assertThat(BackupWriter.of(snapshot).databaseBytes())
                    .isEqualTo(Files.size(file) - BackupDigest.BYTES);
        }
    }

    @Test
    void changed_byte_is_found_by_the_digest() throws IOException {
        Path file = directory.resolve("file");
        States.back(States.random(3), file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> States.load(file))
                .isInstanceOf(CorruptBackupException.class)
                .hasMessageContaining(file + ": expected sha256");
    }

    @Test
    void database_without_a_digest_is_loaded_only_when_asked_for() throws IOException {
        Engine engine = States.random(3);
        Path file = directory.resolve("file");
        States.back(engine, file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - BackupDigest.BYTES));

        assertThatThrownBy(() -> States.load(file))
                .isInstanceOf(CorruptBackupException.class)
                .hasMessageContaining("snapshot missing hash but --skip-hash-check=false");
        Engine loaded = new MemoryEngine();
        try (BackupReader reader = BackupReader.open(file)) {
            reader.load(loaded, new LoadOptions(true, 0, false));
        }
        assertThat(States.rows(loaded, Keyspace.HISTORY))
                .isEqualTo(States.rows(engine, Keyspace.HISTORY));
    }

    @Test
    void bump_and_mark_go_together() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadOptions(false, 1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadOptions(false, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LoadOptions(false, -1, true));
    }

    private static BackupStatus status(Path file) {
        try (BackupReader reader = BackupReader.open(file)) {
            return reader.status();
        }
    }
}
