package io.metastore.app;

import io.metastore.node.Node;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Starts the node before the platform listens. Clients choose another member when nobody listens;
 * one that took their requests while it reads its log would keep them waiting.
 */
@Singleton
final class NodeStart {
    private static final Logger LOG = Logger.getLogger(NodeStart.class);

    /**
     * As long as etcd waits. Without a leader the member listens in the end, because serializable
     * reads, health and metrics need none.
     */
    private static final long READY_SECONDS_MAX = 5;

    private final Node node;

    NodeStart(Node node) {
        this.node = node;
    }

    void beforeListening(@Observes StartupEvent starting) throws InterruptedException {
        node.start();
        try {
            node.ready().toCompletableFuture().get(READY_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("no leader for %d s, listening nevertheless", READY_SECONDS_MAX);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the node did not start", e.getCause());
        }
    }
}
