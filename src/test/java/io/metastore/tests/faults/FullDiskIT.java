package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.SmallDisk;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk that is really full, under load. Needs namespaces: {@code -Psmall-disk}. */
@Tag("small-disk")
@OnCluster(
        members = 1,
        products = Product.METASTORE,
        storages = {Storage.MEMORY, Storage.ROCKSDB})
final class FullDiskIT {
    private static final int DISK_MEGABYTES = 192;
    private static final int RESERVE_BYTES = 32 << 20;
    private static final int WRITERS = 8;
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(20);
    private static final Duration REFUSED_MAX = Duration.ofSeconds(30);
    private static final Duration RECOVERED_MAX = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    private static final String KEY = Load.PREFIX + "full";

    private final Launcher launcher;
    private SmallDisk disk;
    private int attempts;

    FullDiskIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @BeforeEach
    void mount() {
        disk = new SmallDisk(launcher.newDirectory(), DISK_MEGABYTES);
    }

    @AfterEach
    void unmount() {
        disk.close();
    }

    private Cluster start(String... flags) {
        Cluster cluster = launcher.prepareOn(disk, flags);
        cluster.start();
        return cluster;
    }

    @Test
    void writes_are_refused_before_the_last_byte_is_taken_and_go_on_when_there_is_space() {
        Cluster cluster = start("--disk-reserve-bytes", Integer.toString(RESERVE_BYTES));
        Client client = cluster.client();
        History history = new History();
        long firstRevision = client.revision() + 1;
        HistoryCheck check = new HistoryCheck(cluster, history, firstRevision);
        try (Observer observer = new Observer(cluster, Load.PREFIX, firstRevision)) {
            try (Load load = new Load(cluster, history, WRITERS)) {
                load.awaitProgress(100, PROGRESS_MAX);
                disk.fillUpTo(RESERVE_BYTES / 2);
                Await.until("writes are refused", REFUSED_MAX, () -> !isWritten(client));
                StatusRuntimeException refusal = refusal(client);
                assertThat(refusal.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(refusal.getStatus().getDescription())
                        .isEqualTo("etcdserver: mvcc: database space exceeded");
                assertThat(client.kv().range(get(KEY)).getCount()).isEqualTo(1);
                assertThat(cluster.member(0).isAlive()).isTrue();

                disk.release();
                Await.until("writes go on", RECOVERED_MAX, () -> isWritten(client));
                load.awaitProgress(100, PROGRESS_MAX);
            }
            Member member = cluster.member(0);
            member.kill();
            cluster.start();
            check.verify(observer);
        }
        cluster.close();
    }

    @Test
    void not_one_acknowledged_write_is_lost_when_the_last_byte_is_taken_at_once() {
        Cluster cluster = start();
        Member member = cluster.member(0);
        History history = new History();
        long firstRevision = member.client().revision() + 1;
        HistoryCheck check = new HistoryCheck(cluster, history, firstRevision);
        try (Observer observer = new Observer(cluster, Load.PREFIX, firstRevision)) {
            try (Load load = new Load(cluster, history, WRITERS)) {
                load.awaitProgress(100, PROGRESS_MAX);
                disk.fillUpTo(0);
                Await.until("writes fail", REFUSED_MAX, () -> !isWritten(member.client()));
                disk.release();
                // A member that could not write its log has to be started again.
                if (!isSoonWritten(member.client())) {
                    if (member.isAlive()) {
                        member.kill();
                    }
                    cluster.start();
                }
                load.awaitProgress(100, PROGRESS_MAX);
            }
            check.verify(observer);
        }
        cluster.close();
    }

    /** No value is written twice, so that the check of the history can tell them apart. */
    private PutRequest attempt() {
        return put(KEY, "attempt " + attempts++);
    }

    private boolean isSoonWritten(Client client) {
        try {
            Await.until("writes go on", RECOVERED_MAX, () -> isWritten(client));
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private boolean isWritten(Client client) {
        try {
            client.withDeadline(ATTEMPT).kv().put(attempt());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private StatusRuntimeException refusal(Client client) {
        try {
            client.kv().put(attempt());
        } catch (StatusRuntimeException e) {
            return e;
        }
        throw new AssertionError("the write should have been refused");
    }
}
