package io.metastore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.lease.Lease;
import io.metastore.lease.LeaseStore;
import io.metastore.mvcc.CompactionState;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.ReadTxn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class EtcdBackupTest {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[1]);

    private static final Pattern LEASE =
            Pattern.compile(
                    "([0-9a-f]+) .* TTL\\((\\d+)s\\) remaining\\((\\d+)s\\)"
                            + " attached keys\\(\\[(.*)]\\)");

    static final List<String> releases = Fixture.RELEASES;

    @TempDir private Path directory;

    @ParameterizedTest
    @FieldSource("releases")
    void status_is_what_etcdutl_shows(String release) {
        Fixture fixture = Fixture.of(release, directory);

        BackupStatus status;
        try (BackupReader reader = BackupReader.open(fixture.file)) {
            status = reader.status();
        }

        assertThat(json(status)).isEqualTo(fixture.notes("status").get(0));
    }

    @ParameterizedTest
    @FieldSource("releases")
    void every_revision_reads_as_it_did_in_etcd(String release)
            throws InvalidProtocolBufferException {
        Fixture fixture = Fixture.of(release, directory);

        MvccStore store = new MvccStore(loaded(fixture));

        List<String> ranges = fixture.notes("range");
        assertThat(ranges).hasSizeGreaterThan(10);
        try (ReadTxn txn = store.read()) {
            for (String note : ranges) {
                String[] words = note.split(" ", 2);
                RangeResponse etcd = RangeResponse.parseFrom(Base64.getDecoder().decode(words[1]));
                RangeResponse ours = txn.range(everything(Long.parseLong(words[0])));
                assertThat(ours.getKvsList())
                        .as("revision %s", words[0])
                        .isEqualTo(etcd.getKvsList());
                assertThat(store.revision()).isEqualTo(etcd.getHeader().getRevision());
            }
        }
        assertThat(store.compactRevision()).isEqualTo(Fixture.COMPACTED);
    }

    @ParameterizedTest
    @FieldSource("releases")
    void leases_keep_their_time_and_their_keys(String release) {
        Fixture fixture = Fixture.of(release, directory);

        Engine engine = loaded(fixture);

        List<String> notes = fixture.notes("lease");
        assertThat(LeaseStore.all(engine)).hasSameSizeAs(notes).hasSize(3);
        assertThat(LeaseStore.clockMillis(engine)).isZero();
        for (String note : notes) {
            Matcher words = LEASE.matcher(note);
            assertThat(words.matches()).isTrue();
            long id = Long.parseUnsignedLong(words.group(1), 16);
            Lease lease = LeaseStore.find(engine, id);
            long ttlSeconds = Long.parseLong(words.group(2));
            assertThat(lease).isEqualTo(new Lease(id, ttlSeconds, ttlSeconds * 1000));
            assertThat(LeaseStore.attachedKeys(engine, id))
                    .extracting(key -> new String(key, UTF_8))
                    .containsExactlyElementsOf(
                            Arrays.stream(words.group(4).split(" "))
                                    .filter(key -> !key.isEmpty())
                                    .sorted()
                                    .toList());
        }
    }

    @ParameterizedTest
    @FieldSource("releases")
    void alarms_and_records_of_authentication_are_there(String release) {
        Fixture fixture = Fixture.of(release, directory);

        Engine engine = loaded(fixture);

        long member = Long.parseUnsignedLong(fixture.notes("member").get(0));
        assertThat(AlarmStore.raised(engine))
                .containsExactly(
                        AlarmMember.newBuilder()
                                .setMemberID(member)
                                .setAlarm(AlarmType.NOSPACE)
                                .build());
        assertThat(engine.get(Keyspace.AUTH, "auth/authEnabled".getBytes(UTF_8)))
                .containsExactly(1);
        assertThat(engine.get(Keyspace.AUTH, "auth/authRevision".getBytes(UTF_8))).hasSize(8);
        for (String key :
                new String[] {"authUsers/root", "authUsers/someone", "authRoles/reader"}) {
            assertThat(engine.get(Keyspace.AUTH, key.getBytes(UTF_8))).as(key).isNotEmpty();
        }
        assertThat(engine.count(Keyspace.MEMBER, new byte[0], null)).isZero();
    }

    @ParameterizedTest
    @FieldSource("releases")
    void bumped_revision_is_compacted_and_keeps_every_key(String release) {
        Fixture fixture = Fixture.of(release, directory);
        long before = new MvccStore(loaded(fixture)).revision();
        Engine engine = new MemoryEngine();

        load(fixture, engine, new LoadOptions(false, 1_000_000, true));

        MvccStore store = new MvccStore(engine);
        assertThat(store.revision()).isEqualTo(before + 1_000_000);
        assertThat(CompactionState.of(engine))
                .isEqualTo(new CompactionState(before + 1_000_000, Fixture.COMPACTED));
        try (ReadTxn txn = store.read();
                ReadTxn plain = new MvccStore(loaded(fixture)).read()) {
            assertThat(txn.range(everything(0)).getKvsList())
                    .isEqualTo(plain.range(everything(0)).getKvsList())
                    .hasSizeGreaterThan(5);
        }
    }

    private static Engine loaded(Fixture fixture) {
        Engine engine = new MemoryEngine();
        load(fixture, engine, LoadOptions.DEFAULT);
        return engine;
    }

    private static void load(Fixture fixture, Engine engine, LoadOptions options) {
        try (BackupReader reader = BackupReader.open(fixture.file)) {
            reader.load(engine, options);
        }
    }

    private static RangeRequest everything(long revision) {
        return RangeRequest.newBuilder()
                .setKey(ZERO)
                .setRangeEnd(ZERO)
                .setRevision(revision)
                .build();
    }

    private static String json(BackupStatus status) {
        return "{\"hash\":%d,\"revision\":%d,\"totalKey\":%d,\"totalSize\":%d,\"version\":\"%s\"}"
                .formatted(
                        status.hash(),
                        status.revision(),
                        status.totalKeys(),
                        status.totalBytes(),
                        status.storageVersion());
    }
}
