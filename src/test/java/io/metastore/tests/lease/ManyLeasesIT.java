package io.metastore.tests.lease;

import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Dump;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Leases by the hundred thousand do not stall anything: while they are granted, survive their
 * leader and end, a client that puts one value after the other goes on. Fewer or more: {@code
 * -De2e.leases=N}.
 */
@OnCluster(members = 3, products = Product.METASTORE, storages = Storage.MIXED)
final class ManyLeasesIT {
    private static final int LEASES = Integer.getInteger("e2e.leases", 100_000);
    private static final int STEP = LEASES / 10;
    private static final int PUTS_EACH_STEP = 20;
    private static final int IN_FLIGHT = 500;
    private static final long TTL_SECONDS = 30;
    private static final Duration PHASE_MAX = Duration.ofSeconds(180);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final AtomicInteger granted = new AtomicInteger();
    private volatile int puts;
    private volatile boolean stopped;

    ManyLeasesIT(Launcher launcher) {
        this.cluster = launcher.startOnce();
    }

    @Test
    void puts_go_on_while_leases_are_granted_change_their_leader_and_end() {
        Client client = cluster.followers().get(0).client();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(client));
        try {
            CompletableFuture<Void> granter = CompletableFuture.runAsync(() -> grantAll(client));
            goesOnUntil("all are granted", granted::get, LEASES);
            granter.join();
            assertThat(Dump.leases(client)).hasSizeGreaterThan(LEASES / 2);

            cluster.leader().kill();
            awaitPuts(PUTS_EACH_STEP);
            cluster.start();
            goesOnUntil("all have ended", () -> LEASES - Dump.leases(client).size(), LEASES);
        } finally {
            stopped = true;
            writer.join();
        }
    }

    /** Whenever the count has come a step further, there must have been puts too. */
    private void goesOnUntil(String what, Count count, int goal) {
        int at = count.now();
        int putsBefore = puts;
        long deadline = System.nanoTime() + PHASE_MAX.toNanos();
        while (at < goal) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            int now = count.now();
            if (now >= Math.min(goal, at + STEP)) {
                System.out.println(what + ": " + now + " leases, " + (puts - putsBefore) + " puts");
                int steps = Math.max(1, (now - at) / STEP);
                assertThat(puts - putsBefore)
                        .as("puts while %s: %d to %d", what, at, now)
                        .isGreaterThanOrEqualTo(PUTS_EACH_STEP / 2 * steps);
                at = now;
                putsBefore = puts;
            }
            Await.pause(Duration.ofMillis(50));
        }
    }

    private interface Count {
        int now();
    }

    private void awaitPuts(int count) {
        int goal = puts + count;
        Await.until(count + " puts", Duration.ofSeconds(20), () -> puts >= goal);
    }

    private void grantAll(Client client) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        LeaseGrpc.LeaseFutureStub lease = LeaseGrpc.newFutureStub(client.channel());
        for (int i = 0; i < LEASES; i++) {
            room.acquireUninterruptibly();
            lease.leaseGrant(grant(TTL_SECONDS))
                    .addListener(
                            () -> {
                                granted.incrementAndGet();
                                room.release();
                            },
                            MoreExecutors.directExecutor());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void write(Client client) {
        for (int i = 0; !stopped; i++) {
            try {
                client.withDeadline(ATTEMPT).kv().put(put("many-leases", "v" + i));
                puts++;
            } catch (StatusRuntimeException e) {
                // The leader is being replaced.
                Await.pause(Duration.ofMillis(20));
            }
        }
    }
}
