package io.metastore.app.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings as the configuration of the program holds them, under etcd's names: {@code
 * metastore.data-dir} is the flag {@code --data-dir}. {@link NodeConfigMapping} makes the typed
 * {@link NodeConfig} from it; nothing else reads it.
 */
@ConfigMapping(prefix = "metastore")
public interface MetaStoreConfig {
    @WithParentName
    Member member();

    @WithParentName
    Urls urls();

    @WithParentName
    Cluster cluster();

    @WithParentName
    Raft raft();

    @WithParentName
    Limits limits();

    @WithParentName
    History history();

    @WithParentName
    Verification verification();

    @WithParentName
    Http http();

    @WithParentName
    Logging logging();

    /** Which member this is and where its data is. */
    interface Member {
        @WithDefault("default")
        String name();

        Optional<String> dataDir();

        Optional<String> walDir();

        @WithDefault("memory")
        String storage();

        @WithDefault("0")
        long rocksdbMemoryBytes();
    }

    /** Addresses, comma-separated. */
    interface Urls {
        Optional<String> listenClientUrls();

        Optional<String> advertiseClientUrls();

        Optional<String> listenPeerUrls();

        Optional<String> initialAdvertisePeerUrls();

        Optional<String> listenMetricsUrls();
    }

    /** What a new cluster starts with. */
    interface Cluster {
        Optional<String> initialCluster();

        @WithDefault("etcd-cluster")
        String initialClusterToken();

        @WithDefault("new")
        String initialClusterState();

        @WithDefault("true")
        boolean strictReconfigCheck();

        @WithDefault("1")
        int maxLearners();

        @WithDefault("false")
        boolean forceNewCluster();
    }

    /** Times in milliseconds and counts of entries. */
    interface Raft {
        @WithDefault("100")
        int heartbeatInterval();

        @WithDefault("1000")
        long electionTimeout();

        @WithDefault("10000")
        long snapshotCount();

        @WithDefault("5000")
        int snapshotCatchupEntries();

        @WithDefault("index")
        String readMode();
    }

    /** Bounds for clients and their connections. */
    interface Limits {
        @WithDefault("1572864")
        int maxRequestBytes();

        @WithDefault("128")
        int maxTxnOps();

        @WithDefault("4294967295")
        long maxConcurrentStreams();

        @WithDefault("0")
        long quotaBackendBytes();

        OptionalLong diskReserveBytes();

        @WithDefault("5s")
        Duration grpcKeepaliveMinTime();

        @WithDefault("2h")
        Duration grpcKeepaliveInterval();

        @WithDefault("20s")
        Duration grpcKeepaliveTimeout();
    }

    /** Watch, compaction and slow requests. */
    interface History {
        @WithDefault("10m")
        Duration watchProgressNotifyInterval();

        @WithDefault("1000")
        int compactionBatchLimit();

        @WithDefault("10ms")
        Duration compactionSleepInterval();

        @WithDefault("periodic")
        String autoCompactionMode();

        @WithDefault("0")
        String autoCompactionRetention();

        @WithDefault("100ms")
        Duration warningApplyDuration();

        @WithDefault("300ms")
        Duration warningUnaryRequestDuration();
    }

    /** Comparisons of the members' data. */
    interface Verification {
        Optional<String> featureGates();

        @WithDefault("0s")
        Duration corruptCheckTime();

        @WithDefault("1m")
        Duration compactHashCheckTime();
    }

    /** The HTTP side of the client port. */
    interface Http {
        @WithDefault("true")
        boolean enableGrpcGateway();

        @WithDefault("*")
        List<String> cors();

        @WithDefault("*")
        List<String> hostWhitelist();

        @WithDefault("basic")
        String metrics();
    }

    /** What is logged and where to. */
    interface Logging {
        @WithDefault("info")
        String logLevel();

        @WithDefault("console")
        String logFormat();

        @WithDefault("default")
        List<String> logOutputs();
    }
}
