package io.metastore.app.config;

import io.metastore.node.AutoCompactionSettings;
import io.metastore.raft.ReadMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * All settings of one member, checked and complete: no value is missing and the values fit each
 * other. Immutable.
 */
public record NodeConfig(
        Member member,
        Urls urls,
        Cluster cluster,
        Raft raft,
        Limits limits,
        KeepAlive keepAlive,
        History history,
        Space space,
        Verification verification,
        Http http,
        Logging logging) {

    /** Engine for the state. */
    public enum Storage {
        MEMORY,
        ROCKSDB
    }

    /** How a log line looks. */
    public enum LogFormat {
        CONSOLE,
        JSON
    }

    /** Where the console lines go; NONE when there is only a file. */
    public enum Console {
        STDERR,
        STDOUT,
        NONE
    }

    /**
     * Which member this is.
     *
     * @param name its name in {@code initial-cluster}
     * @param dataDirectory everything it keeps, relative to the working directory unless absolute
     * @param walDirectory the Raft log; below the data directory unless it was set
     * @param storage engine for the state
     * @param rocksDbMemoryBytes bound for the native memory of that engine; 0 for its default
     */
    public record Member(
            String name,
            Path dataDirectory,
            Path walDirectory,
            Storage storage,
            long rocksDbMemoryBytes) {}

    /**
     * Addresses; each list but the last has at least one entry.
     *
     * @param listenClient gRPC and HTTP for clients; the first is the main port
     * @param advertiseClient shown in the member list
     * @param listenPeer Raft and calls between members
     * @param advertisePeer the same as this member's URLs in the initial cluster
     * @param listenMetrics further addresses for metrics and health, often none
     */
    public record Urls(
            List<URI> listenClient,
            List<URI> advertiseClient,
            List<URI> listenPeer,
            List<URI> advertisePeer,
            List<URI> listenMetrics) {
        public Urls {
            listenClient = List.copyOf(listenClient);
            advertiseClient = List.copyOf(advertiseClient);
            listenPeer = List.copyOf(listenPeer);
            advertisePeer = List.copyOf(advertisePeer);
            listenMetrics = List.copyOf(listenMetrics);
        }
    }

    /**
     * What a new cluster starts with, of no importance once the member has data; and what may
     * change.
     *
     * @param token part of the ids of cluster and members
     * @param members all of them in the order given, this one included
     * @param existing whether a member without data joins a cluster that runs already
     * @param strictReconfiguration whether changes of members that risk the majority are refused
     * @param learnersMax learners allowed in the cluster
     * @param alone whether a member with data goes on as the only one
     */
    public record Cluster(
            String token,
            List<InitialMember> members,
            boolean existing,
            boolean strictReconfiguration,
            int learnersMax,
            boolean alone) {
        public Cluster {
            members = List.copyOf(members);
        }
    }

    /** Times and counts of consensus; a count is of log entries. */
    public record Raft(
            int heartbeatIntervalMillis,
            int electionTimeoutMillis,
            long snapshotCountEntries,
            int snapshotCatchUpEntries,
            ReadMode readMode) {}

    /** Bounds for what clients may ask. */
    public record Limits(int requestBytesMax, int txnOpsMax, long concurrentStreamsMax) {}

    /**
     * Pings on client connections, in milliseconds.
     *
     * @param minTimeMillis a client that pings more often is disconnected
     * @param intervalMillis time between our own pings; 0 for none
     * @param timeoutMillis time for the answer; 0 for no check
     */
    public record KeepAlive(long minTimeMillis, long intervalMillis, long timeoutMillis) {}

    /** Watch, compaction and the times after which a request counts as slow. */
    public record History(
            long watchProgressIntervalMillis,
            int compactionBatchRevisions,
            long compactionPauseMillis,
            long slowApplyMillis,
            long slowUnaryMillis) {}

    /**
     * How much the member may fill.
     *
     * @param quotaBytes size that the state may have; negative for no bound
     * @param diskReserveBytes room on the disk below which writes are refused; empty for the
     *     default
     * @param autoCompaction how much history is kept
     */
    public record Space(
            long quotaBytes,
            OptionalLong diskReserveBytes,
            AutoCompactionSettings autoCompaction) {}

    /**
     * When members compare their data.
     *
     * @param initially whether this member does before it is ready
     * @param ofCompactions whether hashes at compacted revisions are compared
     * @param periodMillis time between comparisons of everything; 0 for none
     * @param ofCompactionsPeriodMillis time between comparisons at compacted revisions
     */
    public record Verification(
            boolean initially,
            boolean ofCompactions,
            long periodMillis,
            long ofCompactionsPeriodMillis) {}

    /**
     * The HTTP side of the client port.
     *
     * @param gateway whether the JSON gateway is served
     * @param corsOrigins origins of browsers that may call; {@code *} for all
     * @param hosts host names that requests may carry; {@code *} for all
     * @param extensiveMetrics whether each gRPC method has a histogram
     */
    public record Http(
            boolean gateway,
            List<String> corsOrigins,
            List<String> hosts,
            boolean extensiveMetrics) {
        public Http {
            corsOrigins = List.copyOf(corsOrigins);
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * What is logged and where to.
     *
     * @param level etcd's name of the least important level that is logged
     * @param format how a line looks
     * @param console where lines go besides the files
     * @param files further outputs, at most one
     */
    public record Logging(String level, LogFormat format, Console console, List<Path> files) {
        public Logging {
            files = List.copyOf(files);
        }
    }
}
