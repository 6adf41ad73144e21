package io.metastore.engine.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.engine.Engine;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Rows;
import io.metastore.engine.WriteBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A state in an earlier layout is opened, with nothing lost; one in a later layout is refused. */
class LayoutUpgradeTest {
    private static final int KEYS = 5_000;
    private static final int APPLIED = 42;

    @TempDir private Path directory;

    @Test
    void the_first_layout_gets_its_summaries() throws Exception {
        write(1);

        for (int start = 0; start < 2; start++) {
            try (Engine engine = open()) {
                assertThat(engine.appliedIndex()).isEqualTo(APPLIED);
                assertThat(engine.count(Keyspace.LATEST, new byte[0], null)).isEqualTo(KEYS);
                assertThat(engine.count(Keyspace.LATEST, key(0), key(100))).isEqualTo(100);
                for (int i = 0; i < KEYS; i++) {
                    assertThat(engine.get(Keyspace.LATEST, key(i))).isEqualTo(value(i));
                    assertThat(engine.getSummary(key(i))).isEqualTo(Rows.summary(value(i)));
                }
            }
        }
        try (RocksDbInspection inspection = inspect()) {
            inspection.verifySummaries(Rows::summary);
        }
    }

    @Test
    void an_upgrade_that_was_interrupted_is_done_again() throws Exception {
        write(1);
        addEmptySummaries();

        try (Engine engine = open()) {
            assertThat(engine.getSummary(key(7))).isEqualTo(Rows.summary(value(7)));
            try (WriteBatch batch = engine.begin()) {
                batch.put(Keyspace.LATEST, key(7), value(8));
                batch.commit();
            }
            assertThat(engine.count(Keyspace.LATEST, new byte[0], null)).isEqualTo(KEYS);
        }
    }

    @Test
    void the_first_layout_can_be_inspected_as_it_is() throws Exception {
        write(1);

        try (RocksDbInspection inspection = inspect()) {
            inspection.verifyChecksums();
            inspection.verifySummaries(Rows::summary);
            assertThat(inspection.get(Keyspace.LATEST, key(3))).isEqualTo(value(3));
            assertThat(inspection.getSummary(key(3))).isEqualTo(value(3));
        }
    }

    @Test
    void a_later_layout_is_refused() throws Exception {
        write(3);

        assertThatThrownBy(this::open)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("was written by another version of this program");
    }

    private Engine open() {
        return RocksDbEngine.open(directory, MemoryBudget.BYTES_MIN, Rows::summary);
    }

    private RocksDbInspection inspect() {
        return RocksDbInspection.open(directory, MemoryBudget.BYTES_MIN);
    }

    /** A state as the first layout had it: a family per keyspace and the default one. */
    private void write(long layout) throws RocksDBException, IOException {
        RocksDB.loadLibrary();
        Path generation = Files.createDirectories(directory.resolve("generation-1"));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options =
                        new DBOptions()
                                .setCreateIfMissing(true)
                                .setCreateMissingColumnFamilies(true);
                RocksDB rocks = RocksDB.open(options, generation.toString(), names(), handles)) {
            for (int i = 0; i < KEYS; i++) {
                rocks.put(handles.get(Keyspace.LATEST.id()), key(i), value(i));
            }
            ByteBuffer own = ByteBuffer.allocate(4 * Long.BYTES);
            own.putLong(layout).putLong(APPLIED).putLong(1).putLong(KEYS);
            rocks.put("state".getBytes(US_ASCII), own.array());
            handles.forEach(ColumnFamilyHandle::close);
        }
    }

    private void addEmptySummaries() throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        String generation = directory.resolve("generation-1").toString();
        try (DBOptions options = new DBOptions();
                RocksDB rocks = RocksDB.open(options, generation, names(), handles)) {
            byte[] name = "summaries".getBytes(US_ASCII);
            handles.add(rocks.createColumnFamily(new ColumnFamilyDescriptor(name)));
            handles.forEach(ColumnFamilyHandle::close);
        }
    }

    private static List<ColumnFamilyDescriptor> names() {
        List<ColumnFamilyDescriptor> names = new ArrayList<>();
        for (Keyspace keyspace : Keyspace.values()) {
            byte[] name = keyspace.name().toLowerCase(Locale.ROOT).getBytes(US_ASCII);
            names.add(new ColumnFamilyDescriptor(name));
        }
        names.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY));
        return names;
    }

    private static byte[] key(int number) {
        return String.format(Locale.ROOT, "key%05d", number).getBytes(US_ASCII);
    }

    private static byte[] value(int number) {
        return ("value of " + number).getBytes(US_ASCII);
    }
}
