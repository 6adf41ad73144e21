package io.metastore.datadir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.datadir.CheckReport.Part;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.SnapshotFile;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.engine.rocksdb.RocksDbEngine;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.WriteTxn;
import io.metastore.node.Identity;
import io.metastore.node.PeerUrls;
import io.metastore.raft.RestoredLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryCheckTest {
    private static final long MEMORY_BYTES = 64 * 1024 * 1024;

    @TempDir private Path directory;
    @TempDir private Path temporary;
    private Path member;
    private Identity identity;

    @BeforeEach
    void make_a_member_whose_state_is_in_rocksdb() throws IOException {
        member = directory.resolve("member");
        identity =
                new NewMember("a", Map.of("a", List.of("http://127.0.0.1:1")), "token").identity();
        Path state = directory.resolve("state.snapshot");
        try (Engine engine = new MemoryEngine()) {
            fill(engine);
            SnapshotFile.write(engine.snapshot(), state);
        }
        RestoredLog.create(
                member,
                PeerUrls.peers(identity.bootstrapMembers()),
                target -> Files.copy(state, target.resolve("state.snapshot")));
        new ClusterFile(member).write(identity.owner());
        try (Engine engine = open()) {
            engine.restore(SnapshotFile.open(state));
        }
    }

    private void fill(Engine engine) {
        var leases = new LeaseStore(engine);
        try (WriteBatch batch = engine.begin()) {
            leases.write(batch).grant(7, 60);
            WriteTxn txn = new MvccStore(engine).write(batch);
            for (String key : List.of("a", "b", "c")) {
                var bytes = ByteString.copyFromUtf8(key);
                txn.put(bytes, bytes, 7);
                leases.write(batch).attach(7, key.getBytes(UTF_8));
            }
            txn.end();
            new MemberStore(engine).bootstrap(batch, identity.owner().getCluster());
            batch.applied(RestoredLog.INDEX, RestoredLog.TERM);
            batch.commit();
        }
    }

    private Engine open() {
        return RocksDbEngine.open(member.resolve("state"), MEMORY_BYTES, MemberFiles.SUMMARY);
    }

    private void damage(Consumer<WriteBatch> work) {
        try (Engine engine = open();
                WriteBatch batch = engine.begin()) {
            work.accept(batch);
            batch.commit();
        }
    }

    private CheckReport check() throws IOException {
        return new DataDirectoryCheck(directory, temporary, (what, done, total) -> {}).run();
    }

    private List<String> problems(String part) throws IOException {
        return check().parts().stream()
                .filter(candidate -> candidate.name().equals(part))
                .map(Part::problems)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void a_sound_directory_is_good_and_no_byte_of_it_changes() throws IOException {
        Map<String, Long> before = checksums();
        CheckReport report = check();
        assertThat(report.parts())
                .extracting(Part::name)
                .containsExactly("cluster", "vote", "snapshot", "log", "state");
        assertThat(report.isGood()).as(report.toString()).isTrue();
        assertThat(checksums()).isEqualTo(before);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void rows_that_contradict_each_other_are_found() throws IOException {
        damage(batch -> batch.delete(Keyspace.LATEST, "b".getBytes(UTF_8)));
        assertThat(problems("state"))
                .containsExactlyInAnyOrder(
                        "LATEST does not have the newest version of \"b\"",
                        "lease 7 lists key \"b\", which is not attached to it");
    }

    @Test
    void a_summary_that_is_not_that_of_its_row_is_found() throws IOException {
        Path state = member.resolve("state");
        try (Engine engine = RocksDbEngine.open(state, MEMORY_BYTES, row -> new byte[] {1});
                WriteBatch batch = engine.begin()) {
            byte[] key = "b".getBytes(UTF_8);
            batch.put(Keyspace.LATEST, key, engine.get(Keyspace.LATEST, key));
            batch.commit();
        }
        assertThat(problems("state"))
                .containsExactly("the summary of key \"b\" is not that of its row");
    }

    @Test
    void a_state_ahead_of_its_log_is_found() throws IOException {
        damage(batch -> batch.applied(500, 1));
        assertThat(problems("state"))
                .containsExactly("it has applied entry 500, but the log ends at 1");
    }

    @Test
    void the_state_of_another_cluster_is_found() throws IOException {
        damage(
                batch ->
                        batch.put(
                                Keyspace.META,
                                "cluster-id".getBytes(UTF_8),
                                HexFormat.of().parseHex("00000000000000ff")));
        assertThat(problems("state"))
                .singleElement()
                .asString()
                .startsWith("it is the state of cluster ff, the directory belongs to cluster ");
    }

    @Test
    void a_damaged_table_is_found_by_name() throws IOException {
        Path table;
        try (var files = Files.walk(member.resolve("state"))) {
            table =
                    files.filter(file -> file.toString().endsWith(".sst"))
                            .findFirst()
                            .orElseThrow();
        }
        try (var bytes = new RandomAccessFile(table.toFile(), "rw")) {
            bytes.seek(10);
            int value = bytes.read();
            bytes.seek(10);
            bytes.write(value ^ 1);
        }
        assertThat(problems("state"))
                .isNotEmpty()
                .anyMatch(problem -> problem.contains(table.getFileName().toString()));
    }

    @Test
    void a_long_list_of_problems_is_cut() throws IOException {
        damage(
                batch -> {
                    for (int i = 0; i < 100; i++) {
                        batch.put(Keyspace.LATEST, ("extra" + i).getBytes(UTF_8), new byte[0]);
                    }
                });
        assertThat(problems("state"))
                .hasSize(Findings.PROBLEMS_MAX + 1)
                .last()
                .isEqualTo("and 80 more");
    }

    private Map<String, Long> checksums() throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var checksum = new CRC32();
                checksum.update(Files.readAllBytes(file));
                checksums.put(file.toString(), checksum.getValue());
            }
        }
        return checksums;
    }
}
