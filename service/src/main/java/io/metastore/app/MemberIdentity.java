package io.metastore.app;

import io.metastore.app.config.NodeConfig;
import io.metastore.command.DataOwner;
import io.metastore.datadir.ClusterFile;
import io.metastore.node.Identity;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Who this member is: what its data directory remembers, or what the flags say of a cluster that
 * begins now. A directory is never taken over by another member.
 */
final class MemberIdentity {
    private static final Logger LOG = Logger.getLogger(MemberIdentity.class);

    private MemberIdentity() {}

    /** Reads the identity, and remembers it at the first start. */
    static Identity of(NodeConfig config) {
        Identity flags = NodeSettingsMapping.identity(config);
        ClusterFile file = new ClusterFile(config.member().walDirectory());
        Optional<DataOwner> remembered = file.read();
        if (remembered.isEmpty()) {
            file.write(flags.owner());
            return flags;
        }
        if (!remembered.get().equals(flags.owner())) {
            LOG.warnf(
                    "the settings of a new cluster are ignored: %s belongs to member %s of cluster"
                            + " %s",
                    config.member().walDirectory(),
                    Long.toHexString(remembered.get().getMemberId()),
                    Long.toHexString(remembered.get().getCluster().getClusterId()));
        }
        List<String> clientUrls =
                config.urls().advertiseClient().stream().map(URI::toString).toList();
        return Identity.of(remembered.get(), config.member().name(), clientUrls);
    }
}
