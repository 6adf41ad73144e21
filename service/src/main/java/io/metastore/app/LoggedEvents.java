package io.metastore.app;

import io.metastore.app.config.NodeConfig;
import io.metastore.node.MemberRemovedException;
import io.metastore.node.NodeEvents;
import io.metastore.verification.Finding;
import org.jboss.logging.Logger;

/** Says in the log what a node cannot say itself, and ends the process when it cannot go on. */
final class LoggedEvents implements NodeEvents {
    private static final Logger LOG = Logger.getLogger(LoggedEvents.class);

    private final NodeConfig config;

    LoggedEvents(NodeConfig config) {
        this.config = config;
    }

    @Override
    public void failed(Throwable cause) {
        if (cause instanceof MemberRemovedException) {
            MemberIdentity.removed(config);
        }
        FatalFailure.stop(cause);
    }

    @Override
    public void inconsistent(Finding finding) {
        LOG.error(finding.text());
    }
}
