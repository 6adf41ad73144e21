package io.metastore.app;

import io.metastore.app.config.NodeConfig;
import io.metastore.command.DataOwner;
import io.metastore.datadir.ClusterFile;
import io.metastore.node.ClusterJoin;
import io.metastore.node.Identity;
import io.metastore.node.MemberRemovedException;
import io.metastore.raft.Peer;
import io.metastore.raft.StrangerCalls;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Who this member is: what its data directory remembers, what the flags say of a cluster that
 * begins now, or what the members say of one that it joins. A directory is never taken over by
 * another member.
 */
final class MemberIdentity {
    private static final Logger LOG = Logger.getLogger(MemberIdentity.class);
    private static final long ROUND_PAUSE_MILLIS = 500;
    private static final int ANSWER_MILLIS = 1000;

    private MemberIdentity() {}

    /** Whether the data directory has belonged to a member before. */
    static boolean isRemembered(NodeConfig config) {
        return new ClusterFile(config.member().walDirectory()).read().isPresent();
    }

    /**
     * Reads the identity, and remembers it at the first start.
     *
     * @throws MemberRemovedException when the member was removed from its cluster
     */
    static Identity of(NodeConfig config) {
        ClusterFile file = new ClusterFile(config.member().walDirectory());
        Optional<DataOwner> remembered = file.read();
        if (remembered.isEmpty()) {
            Identity identity = first(config);
            file.write(identity.owner());
            return identity;
        }
        DataOwner owner = remembered.get();
        if (owner.getRemoved()) {
            throw new MemberRemovedException(owner.getMemberId());
        }
        if (!owner.getJoined() && !owner.equals(NodeSettingsMapping.identity(config).owner())) {
            LOG.warnf(
                    "the settings of a new cluster are ignored: %s belongs to member %s of cluster"
                            + " %s",
                    config.member().walDirectory(),
                    Long.toHexString(owner.getMemberId()),
                    Long.toHexString(owner.getCluster().getClusterId()));
        }
        List<String> clientUrls =
                config.urls().advertiseClient().stream().map(URI::toString).toList();
        return Identity.of(owner, config.member().name(), clientUrls);
    }

    /** Writes down that the member was removed, so that its data is never used again. */
    static void removed(NodeConfig config) {
        ClusterFile file = new ClusterFile(config.member().walDirectory());
        file.read().ifPresent(owner -> file.write(owner.toBuilder().setRemoved(true).build()));
    }

    private static Identity first(NodeConfig config) {
        try (StrangerCalls calls = new StrangerCalls(ANSWER_MILLIS)) {
            ClusterJoin cluster =
                    NodeSettingsMapping.join(config, (peer, request) -> ask(calls, peer, request));
            if (config.cluster().existing()) {
                return cluster.join(MemberIdentity::pause);
            }
            Identity flags = NodeSettingsMapping.identity(config);
            cluster.requireNew(flags.memberId());
            return flags;
        }
    }

    private static Optional<byte[]> ask(StrangerCalls calls, Peer peer, byte[] request) {
        try {
            return Optional.of(
                    calls.call(peer, request, ANSWER_MILLIS).toCompletableFuture().join());
        } catch (CompletionException e) {
            LOG.debugf(e, "no answer from %s:%s", peer.host(), peer.port());
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ROUND_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while joining the cluster", e);
        }
    }
}
