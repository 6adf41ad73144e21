package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.backup.BackupWriter;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.WriteTxn;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BackupServiceTest {
    private static final int BLOB = 32 * 1024;

    private final MemoryEngine engine = new MemoryEngine();
    private final ExecutorService threads = Executors.newFixedThreadPool(BackupService.BACKUPS_MAX);
    private final LinkedBlockingQueue<Runnable> signals = new LinkedBlockingQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final BackupService backups =
            new BackupService(engine, threads, nanos -> sent.incrementAndGet(), System::nanoTime);

    @BeforeEach
    void fill() {
        for (int key = 0; key < 100; key++) {
            try (WriteBatch batch = engine.begin()) {
                WriteTxn txn = new MvccStore(engine).write(batch);
                ByteString name = ByteString.copyFromUtf8("key" + key);
                txn.put(name, ByteString.copyFrom(new byte[10_000]), 0);
                txn.end();
                batch.commit();
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        end();
    }

    @Test
    void messages_make_a_database_and_its_digest() throws Exception {
        List<SnapshotResponse> messages = receiveAll(open());

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long total = messages.stream().mapToLong(message -> message.getBlob().size()).sum() - 32;
        long seen = 0;
        for (SnapshotResponse message : messages.subList(0, messages.size() - 1)) {
            seen += message.getBlob().size();
            digest.update(message.getBlob().toByteArray());
            assertThat(message.getRemainingBytes()).isEqualTo(total - seen);
            assertThat(message.getBlob().size() == BLOB || seen == total).isTrue();
            assertThat(message.getVersion()).isEqualTo("3.7.0");
            assertThat(message.hasHeader()).isFalse();
        }
        assertThat(total).isGreaterThan(1_000_000).satisfies(n -> assertThat(n % 4096).isZero());
        SnapshotResponse last = messages.get(messages.size() - 1);
        assertThat(last.getRemainingBytes()).isZero();
        assertThat(last.getBlob().toByteArray()).isEqualTo(digest.digest());
        end();
        assertThat(sent).hasValue(1);
    }

    @Test
    void client_that_takes_nothing_is_waited_for() throws Exception {
        BackupStream stream = open();
        for (int message = 0; message < BackupStream.WAITING_MAX; message++) {
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isNotNull();
        }

        assertThat(signals.poll(50, TimeUnit.MILLISECONDS)).isNull();

        assertThat(stream.poll()).isNotNull();
        assertThat(signals.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(receiveAll(stream)).hasSizeGreaterThan(20);
    }

    @Test
    void one_backup_too_many_is_refused_until_another_has_ended() throws Exception {
        List<BackupStream> streams = new ArrayList<>();
        for (int i = 0; i < BackupService.BACKUPS_MAX; i++) {
            streams.add(open());
        }

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        EtcdException.class,
                        e -> assertThat(e.error()).isEqualTo(EtcdError.TOO_MANY_REQUESTS));

        streams.get(0).close();
        BackupStream next = null;
        for (long deadline = System.nanoTime() + 10_000_000_000L; next == null; ) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            try {
                next = open();
            } catch (EtcdException e) {
                Thread.onSpinWait();
            }
        }
        assertThat(receiveAll(next)).hasSizeGreaterThan(20);
    }

    @Test
    void state_is_that_of_the_beginning() throws Exception {
        BackupStream stream = open();
        assertThat(signals.poll(10, TimeUnit.SECONDS)).isNotNull();
        try (WriteBatch batch = engine.begin()) {
            batch.put(Keyspace.HISTORY, new byte[] {9}, new byte[100_000]);
            batch.commit();
        }

        long size = receiveAll(stream).stream().mapToLong(m -> m.getBlob().size()).sum();

        try (var before = engine.snapshot()) {
            assertThat(BackupWriter.of(before).databaseBytes() + 32).isGreaterThan(size);
        }
    }

    @Test
    void damaged_state_ends_the_backup_with_an_error() {
        try (WriteBatch batch = engine.begin()) {
            batch.put(Keyspace.HISTORY, new byte[0], new byte[0]);
            batch.commit();
        }

        assertThatThrownBy(() -> receiveAll(open())).isInstanceOf(IllegalArgumentException.class);
    }

    /** Ends the threads, and with them what they still had to count. */
    private void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private BackupStream open() {
        return backups.open(signals::add, () -> {});
    }

    private List<SnapshotResponse> receiveAll(BackupStream stream) throws InterruptedException {
        List<SnapshotResponse> messages = new ArrayList<>();
        while (!stream.isFinished()) {
            SnapshotResponse next = stream.poll();
            if (next != null) {
                messages.add(next);
            } else {
                signals.poll(10, TimeUnit.MILLISECONDS);
            }
        }
        return messages;
    }
}
