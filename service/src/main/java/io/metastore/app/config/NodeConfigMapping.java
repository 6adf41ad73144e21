package io.metastore.app.config;

import io.metastore.app.config.NodeConfig.Storage;
import io.metastore.node.GuardSettings;
import io.metastore.raft.ReadMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the {@link NodeConfig} from the configuration tree: the one place that does. */
public final class NodeConfigMapping {
    private static final String CLIENT_URL = "http://localhost:2379";
    private static final String PEER_URL = "http://localhost:2380";
    private static final String ETCD_CLUSTER_DEFAULT = "default=" + PEER_URL;

    private NodeConfigMapping() {}

    /**
     * Fills in what follows from other settings and checks that all fit each other.
     *
     * @throws SettingException naming the settings that do not
     */
    public static NodeConfig from(MetaStoreConfig config) {
        var urls = urls(config.urls());
        var node =
                new NodeConfig(
                        member(config.member()),
                        urls,
                        cluster(config, urls),
                        raft(config.raft()),
                        limits(config.limits()),
                        keepAlive(config.limits()),
                        history(config.history()),
                        space(config),
                        verification(config.verification()),
                        http(config.http()),
                        LoggingMapping.from(config.logging()));
        NodeConfigRules.check(config, node);
        return node;
    }

    private static NodeConfig.Member member(MetaStoreConfig.Member member) {
        Path data = Path.of(member.dataDir().orElse(member.name() + ".etcd"));
        Path wal = member.walDir().map(Path::of).orElse(data.resolve("member"));
        Storage storage = Storage.valueOf(member.storage().toUpperCase(Locale.ROOT));
        return new NodeConfig.Member(
                member.name(), data, wal, storage, member.rocksdbMemoryBytes());
    }

    private static NodeConfig.Urls urls(MetaStoreConfig.Urls urls) {
        return new NodeConfig.Urls(
                list("listen-client-urls", urls.listenClientUrls(), CLIENT_URL),
                list("advertise-client-urls", urls.advertiseClientUrls(), CLIENT_URL),
                list("listen-peer-urls", urls.listenPeerUrls(), PEER_URL),
                list("initial-advertise-peer-urls", urls.initialAdvertisePeerUrls(), PEER_URL),
                list("listen-metrics-urls", urls.listenMetricsUrls(), ""));
    }

    private static List<URI> list(String name, Optional<String> given, String defaultUrls) {
        String text = given.orElse(defaultUrls);
        try {
            return text.isEmpty() ? List.of() : UrlList.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new SettingException(name + ": allowed are " + wrong.getMessage());
        }
    }

    /** Like etcd, takes its default text for "not given", so that the name alone is enough. */
    private static NodeConfig.Cluster cluster(MetaStoreConfig config, NodeConfig.Urls urls) {
        var members =
                config.cluster()
                        .initialCluster()
                        .filter(text -> !text.equals(ETCD_CLUSTER_DEFAULT))
                        .map(InitialMember::parse)
                        .orElseGet(
                                () ->
                                        List.of(
                                                new InitialMember(
                                                        config.member().name(),
                                                        urls.advertisePeer())));
        return new NodeConfig.Cluster(
                config.cluster().initialClusterToken(),
                members,
                config.cluster().initialClusterState().equals("existing"),
                config.cluster().strictReconfigCheck(),
                config.cluster().maxLearners(),
                config.cluster().forceNewCluster());
    }

    private static NodeConfig.Raft raft(MetaStoreConfig.Raft raft) {
        return new NodeConfig.Raft(
                raft.heartbeatInterval(),
                NodeConfigRules.electionTimeoutMillis(raft),
                raft.snapshotCount(),
                raft.snapshotCatchupEntries(),
                ReadMode.valueOf(raft.readMode().toUpperCase(Locale.ROOT)));
    }

    private static NodeConfig.Limits limits(MetaStoreConfig.Limits limits) {
        return new NodeConfig.Limits(
                limits.maxRequestBytes(), limits.maxTxnOps(), limits.maxConcurrentStreams());
    }

    private static NodeConfig.KeepAlive keepAlive(MetaStoreConfig.Limits limits) {
        return new NodeConfig.KeepAlive(
                limits.grpcKeepaliveMinTime().toMillis(),
                limits.grpcKeepaliveInterval().toMillis(),
                limits.grpcKeepaliveTimeout().toMillis());
    }

    private static NodeConfig.History history(MetaStoreConfig.History history) {
        return new NodeConfig.History(
                history.watchProgressNotifyInterval().toMillis(),
                history.compactionBatchLimit(),
                history.compactionSleepInterval().toMillis(),
                history.warningApplyDuration().toMillis(),
                history.warningUnaryRequestDuration().toMillis());
    }

    /** Nothing given means etcd's own default. */
    private static NodeConfig.Space space(MetaStoreConfig config) {
        long quotaBytes = config.limits().quotaBackendBytes();
        return new NodeConfig.Space(
                quotaBytes == 0 ? GuardSettings.QUOTA_BYTES_DEFAULT : quotaBytes,
                config.limits().diskReserveBytes(),
                CompactionRetention.parse(
                        config.history().autoCompactionMode(),
                        config.history().autoCompactionRetention()));
    }

    private static NodeConfig.Verification verification(MetaStoreConfig.Verification config) {
        var gates = FeatureGateList.parse(config.featureGates().orElse(""));
        return new NodeConfig.Verification(
                gates.isOn("InitialCorruptCheck", false),
                gates.isOn("CompactHashCheck", true),
                millis("corrupt-check-time", config.corruptCheckTime(), 0),
                millis("compact-hash-check-time", config.compactHashCheckTime(), 1));
    }

    private static long millis(String name, Duration time, long min) {
        if (time.toMillis() < min) {
            throw new SettingException("%s: must be at least %d ms".formatted(name, min));
        }
        return time.toMillis();
    }

    private static NodeConfig.Http http(MetaStoreConfig.Http http) {
        return new NodeConfig.Http(
                http.enableGrpcGateway(),
                http.cors(),
                http.hostWhitelist(),
                http.metrics().equals("extensive"));
    }
}
