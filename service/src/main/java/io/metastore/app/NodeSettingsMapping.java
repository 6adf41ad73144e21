package io.metastore.app;

import io.metastore.app.config.InitialMember;
import io.metastore.app.config.NodeConfig;
import io.metastore.node.ClusterJoin;
import io.metastore.node.GuardSettings;
import io.metastore.node.Identity;
import io.metastore.node.NodeSettings;
import io.metastore.node.PeerUrls;
import io.metastore.node.ProposalLimits;
import io.metastore.node.ReconfigurationRules;
import io.metastore.node.VerificationSettings;
import io.metastore.raft.ConsensusConfig;
import io.metastore.raft.Peer;
import io.metastore.watch.WatchLimits;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Says to the node, in its own terms, what the configuration says. */
final class NodeSettingsMapping {
    /** The name of a group begins with a letter, which the id of a cluster may not. */
    private static final String GROUP_PREFIX = "cluster-";

    private NodeSettingsMapping() {}

    /**
     * All settings of the node.
     *
     * @param alone whether the member goes on without the others of its cluster
     */
    static NodeSettings from(NodeConfig config, Identity identity, boolean alone) {
        int requestBytesMax = config.limits().requestBytesMax();
        long timeoutMillis =
                NodeSettings.requestTimeoutMillis(config.raft().electionTimeoutMillis());
        return new NodeSettings(
                identity,
                consensus(config, identity, alone),
                ProposalLimits.of(requestBytesMax, timeoutMillis),
                WatchLimits.defaults()
                        .with(
                                requestBytesMax,
                                config.history().watchProgressIntervalMillis() * 1_000_000),
                new ReconfigurationRules(
                        config.cluster().strictReconfiguration(), config.cluster().learnersMax()),
                config.raft().snapshotCountEntries(),
                config.limits().txnOpsMax(),
                config.history().compactionBatchRevisions(),
                config.history().compactionPauseMillis(),
                config.history().slowApplyMillis(),
                new VerificationSettings(
                        config.verification().initially(),
                        config.verification().ofCompactions(),
                        config.verification().periodMillis(),
                        config.verification().ofCompactionsPeriodMillis()),
                new GuardSettings(
                        config.space().quotaBytes(),
                        config.space().diskReserveBytes(),
                        config.space().autoCompaction()));
    }

    /** The identity that the flags describe, for a cluster that begins now. */
    static Identity identity(NodeConfig config) {
        return Identity.derive(
                config.member().name(),
                texts(config.urls().advertiseClient()),
                peerUrls(config),
                config.cluster().token());
    }

    /** The question to the other members, as the flags name them. */
    static ClusterJoin join(NodeConfig config, BiFunction<Peer, byte[], Optional<byte[]>> ask) {
        return new ClusterJoin(
                config.member().name(),
                texts(config.urls().advertiseClient()),
                peerUrls(config),
                ask);
    }

    private static Map<String, List<String>> peerUrls(NodeConfig config) {
        Map<String, List<String>> peerUrls = new LinkedHashMap<>();
        for (InitialMember member : config.cluster().members()) {
            peerUrls.put(member.name(), texts(member.peerUrls()));
        }
        return peerUrls;
    }

    private static ConsensusConfig consensus(NodeConfig config, Identity identity, boolean alone) {
        List<Peer> peers = PeerUrls.peers(identity.bootstrapMembers());
        // Who joined waits to be added to the group that is there.
        List<Peer> voters = identity.joined() ? List.of() : peers;
        Peer self =
                peers.stream()
                        .filter(peer -> peer.id() == identity.memberId())
                        .findFirst()
                        .orElseThrow();
        URI listen = config.urls().listenPeer().get(0);
        return new ConsensusConfig(
                GROUP_PREFIX + Long.toHexString(identity.clusterId()),
                self,
                voters,
                peers,
                listen.getHost(),
                listen.getPort(),
                config.member().walDirectory(),
                config.raft().electionTimeoutMillis(),
                config.raft().heartbeatIntervalMillis(),
                catchUpEntries(config.raft()),
                config.raft().readMode(),
                alone);
    }

    /** No more than lie between two snapshots, or a snapshot would never be due. */
    private static int catchUpEntries(NodeConfig.Raft raft) {
        return (int) Math.min(raft.snapshotCatchUpEntries(), raft.snapshotCountEntries());
    }

    private static List<String> texts(List<URI> urls) {
        return urls.stream().map(URI::toString).toList();
    }
}
