package io.metastore.tests.hash;

import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Setup;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same operations go to etcd and to MetaStore: all members of both tell the same hashes. */
@OnCluster(products = Product.ETCD)
final class HashKvIT {
    private static final int OPERATIONS = 200;
    private static final Duration COMPACTION_MAX = Duration.ofSeconds(15);

    /** Compactions that go on for a while, on both products. */
    private static final String[] SLOW_COMPACTION = {
        "--compaction-batch-limit", "7", "--compaction-sleep-interval", "20ms"
    };

    private final Launcher etcd;
    private final List<Launcher> launchers = new ArrayList<>();
    private final List<Cluster> clusters = new ArrayList<>();
    private final Random random;

    /** Compactions so far, the greatest last. */
    private final List<Long> compacted = new ArrayList<>();

    private long revision = 1;

    HashKvIT(Launcher etcd) {
        this.etcd = etcd;
        long seed = Long.getLong("e2e.seed", System.nanoTime());
        System.out.println("HashKvIT on x" + etcd.setup().size() + ": -De2e.seed=" + seed);
        this.random = new Random(seed);
    }

    @AfterEach
    void end() {
        clusters.forEach(Cluster::close);
        launchers.forEach(Launcher::close);
    }

    /** Storages that add something at the size. */
    private Stream<Storage> storages() {
        if (etcd.setup().size() > 1 && Storage.MIXED.isSelected()) {
            return Stream.of(Storage.MIXED);
        }
        return Stream.of(Storage.MEMORY, Storage.ROCKSDB).filter(Storage::isSelected);
    }

    private void start(String... flags) {
        clusters.add(etcd.prepare(flags));
        storages()
                .map(storage -> new Setup(Product.METASTORE, storage, etcd.setup().size()))
                .forEach(
                        setup -> {
                            Launcher launcher =
                                    new Launcher(setup, "HashKvIT-" + setup.directory());
                            launchers.add(launcher);
                            clusters.add(launcher.prepare(flags));
                        });
        assertThat(clusters).as("clusters to compare").hasSizeGreaterThan(1);
        clusters.forEach(Cluster::start);
    }

    @Test
    void hashes_are_those_of_etcd_also_at_past_compactions_and_after_restarts() {
        start();
        RandomOperations operations = new RandomOperations(random);
        for (int i = 0; i < OPERATIONS; i++) {
            send(operations.next());
            if (random.nextInt(20) == 0 && revision > lastCompacted()) {
                compact(true);
                compacted.forEach(this::awaitSameAt);
            }
            if (random.nextInt(5) == 0) {
                assertSameAt(readable());
            }
        }
        assertSameAt(0);
        assertSameAt(-3);
        assertSameAt(revision + 1);
        send(put("hash/last", "one more revision behind the last compaction"));
        restart();
        for (int i = 0; i < 10; i++) {
            assertSameBehindCompaction();
        }
    }

    @Test
    void hashes_do_not_depend_on_how_far_compaction_has_come() {
        start(SLOW_COMPACTION);
        send(put("anchor", "a key that lives all along"));
        RandomOperations operations = new RandomOperations(random);
        for (int i = 0; i < OPERATIONS; i++) {
            send(operations.next());
            if (random.nextInt(30) == 0 && revision > lastCompacted()) {
                compact(false);
            }
            if (random.nextInt(4) == 0) {
                assertSameBehindCompaction();
            }
        }
        restart();
        assertSameAt(0);
    }

    @Test
    void hashes_are_those_of_etcd_when_nothing_lives_any_more() {
        start();
        send(put("hash/a", "1"));
        send(put("hash/b", "1"));
        compact(true);
        send(put("hash/a", "2"));
        send(delete("hash/b"));
        send(delete("hash/a"));
        compact(true);
        compacted.forEach(this::awaitSameAt);
        assertSameAt(0);
        send(put("hash/c", "1"));
        send(delete("hash/c"));
        assertSameAt(0);
        assertSameAt(revision - 1);
        send(put("hash/d", "1"));
        compact(true);
        compacted.forEach(this::awaitSameAt);
        assertSameAt(0);
    }

    private long lastCompacted() {
        return compacted.isEmpty() ? 1 : compacted.get(compacted.size() - 1);
    }

    private long readable() {
        long first = lastCompacted();
        return first + random.nextInt((int) (revision - first) + 1);
    }

    private void compact(boolean physical) {
        long target = lastCompacted() + 1 + random.nextInt((int) (revision - lastCompacted()));
        CompactionRequest request =
                CompactionRequest.newBuilder().setRevision(target).setPhysical(physical).build();
        clusters.forEach(cluster -> cluster.client().kv().compact(request));
        compacted.add(target);
    }

    /** Sends a change to every cluster; all of them must number it alike. */
    private void send(MessageLite request) {
        List<Long> revisions =
                clusters.stream().map(cluster -> send(cluster.client(), request)).toList();
        assertThat(revisions).as("revisions after " + request).containsOnly(revisions.get(0));
        revision = revisions.get(0);
    }

    private static long send(Client client, MessageLite request) {
        ResponseHeader header;
        if (request instanceof PutRequest put) {
            header = client.kv().put(put).getHeader();
        } else if (request instanceof DeleteRangeRequest delete) {
            header = client.kv().deleteRange(delete).getHeader();
        } else if (request instanceof TxnRequest txn) {
            header = client.kv().txn(txn).getHeader();
        } else if (request instanceof LeaseGrantRequest grant) {
            header = client.lease().leaseGrant(grant).getHeader();
        } else if (request instanceof LeaseRevokeRequest revoke) {
            header = client.lease().leaseRevoke(revoke).getHeader();
        } else {
            throw new IllegalArgumentException("request " + request);
        }
        return header.getRevision();
    }

    private void restart() {
        clusters.forEach(
                cluster -> {
                    cluster.members().forEach(Member::kill);
                    cluster.start();
                });
    }

    /**
     * At the compacted revision itself the answer changes when the compaction is finished, and it
     * is up to each product what it remembers after a restart.
     */
    private void assertSameBehindCompaction() {
        long at = readable();
        assertSameAt(at == lastCompacted() ? 0 : at);
    }

    private void assertSameAt(long at) {
        List<String> answers = answers(at);
        assertThat(answers)
                .as("hashes at %s, revision %s, compacted %s", at, revision, compacted)
                .containsOnly(answers.get(0));
    }

    /** Where members may not have removed what was compacted yet. */
    private void awaitSameAt(long at) {
        Await.until(
                "all members tell the same hash at the compacted revision " + at,
                COMPACTION_MAX,
                () -> answers(at).stream().distinct().count() == 1);
    }

    private List<String> answers(long at) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(at).build();
        return clusters.stream()
                .flatMap(cluster -> cluster.members().stream())
                .map(member -> answer(member.client(), request))
                .toList();
    }

    private static String answer(Client client, HashKVRequest request) {
        // Only a member that has applied everything has to agree.
        client.revision();
        try {
            HashKVResponse response = client.maintenance().hashKV(request);
            return "hash %08x, compact revision %d, hash revision %d, revision %d"
                    .formatted(
                            response.getHash(),
                            response.getCompactRevision(),
                            response.getHashRevision(),
                            response.getHeader().getRevision());
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() + ": " + e.getStatus().getDescription();
        }
    }
}
