package io.metastore.tests.faults;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.DefragmentRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps an engine busy with what is not a client's concern: large values overwrite each other, so
 * that write buffers fill, are flushed and compacted, and now and then a member is defragmented.
 */
final class Churn implements AutoCloseable {
    private static final int TXNS = 8;
    private static final int DEFRAGMENT_EVERY = 3;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final Cluster cluster;
    private final Filler filler;
    private final CompletableFuture<Void> work;
    private volatile boolean stopped;
    private volatile int rounds;

    Churn(Cluster cluster, Random random) {
        this.cluster = cluster;
        this.filler = new Filler(random);
        this.work = CompletableFuture.runAsync(this::work);
    }

    private void work() {
        for (int at = 0; !stopped; at++) {
            Client client = cluster.member(at % cluster.members().size()).client();
            try {
                filler.fill(client, "churn/", TXNS);
                if (at % DEFRAGMENT_EVERY == 0) {
                    client.maintenance().defragment(DefragmentRequest.getDefaultInstance());
                }
                rounds++;
            } catch (StatusRuntimeException e) {
                // The member is down at the moment; the next one may not be.
                client.reconnect();
                Await.pause(RETRY_PAUSE);
            }
        }
    }

    /** How often everything was overwritten. */
    int rounds() {
        return rounds;
    }

    @Override
    public void close() {
        stopped = true;
        work.join();
    }
}
