package io.metastore.app;

import io.metastore.app.config.NodeConfig;
import io.metastore.grpc.RequireLeaderInterceptor;
import io.metastore.node.GuardSettings;
import io.metastore.node.Node;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** Says when the node, which {@link NodeStart} has started, serves, and waits for the end. */
public final class NodeApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(NodeApplication.class);

    private final Node node;
    private final NodeConfig config;
    private final RequireLeaderInterceptor requireLeader;
    private final ExtraListeners listeners;
    private final Vertx vertx;

    NodeApplication(
            Node node,
            NodeConfig config,
            RequireLeaderInterceptor requireLeader,
            ExtraListeners listeners,
            Vertx vertx) {
        this.node = node;
        this.config = config;
        this.requireLeader = requireLeader;
        this.listeners = listeners;
        this.vertx = vertx;
    }

    @Override
    public int run(String... arguments) {
        try (listeners) {
            listeners.start();
            warnOfQuota(config.space().quotaBytes());
            vertx.setPeriodic(config.raft().electionTimeoutMillis(), tick -> requireLeader.check());
            node.ready().thenRun(this::announce);
            Quarkus.waitForExit();
        }
        return 0;
    }

    private static void warnOfQuota(long quotaBytes) {
        if (quotaBytes > GuardSettings.QUOTA_BYTES_SUGGESTED_MAX) {
            LOG.warnf(
                    "quota exceeds the maximum value quota-size-bytes=%d"
                            + " quota-maximum-size-bytes=%d",
                    quotaBytes, GuardSettings.QUOTA_BYTES_SUGGESTED_MAX);
        }
    }

    /** Harnesses made for etcd wait for this line. */
    private void announce() {
        LOG.infof(
                "ready to serve client requests name=%s member=%s cluster=%s urls=%s",
                config.member().name(),
                Long.toHexString(node.identity().memberId()),
                Long.toHexString(node.identity().clusterId()),
                config.urls().listenClient());
    }
}
