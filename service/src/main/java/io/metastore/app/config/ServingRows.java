package io.metastore.app.config;

/** The rows of the settings table that say how a member serves: name, type, default, status. */
final class ServingRows {
    private ServingRows() {}

    static final String ROWS =
            """
            # MEMBER
            name|text|default|EFFECTIVE|Name of this member; others find it by this name in initial-cluster.
            data-dir|path|${name}.etcd|EFFECTIVE|Directory for everything this member keeps.
            wal-dir|path||LATER|Directory of the Raft log, when it shall be on a disk of its own.
            listen-client-urls|urls|http://localhost:2379|EFFECTIVE|Where clients are served, gRPC and HTTP on the same port; host must be an IP or localhost.
            advertise-client-urls|urls|http://localhost:2379|EFFECTIVE|Where clients reach this member, shown in the member list; needed when listen-client-urls is given.
            listen-peer-urls|urls|http://localhost:2380|EFFECTIVE|Where the other members are served; host must be an IP or localhost.
            heartbeat-interval|int 1 50000|100|EFFECTIVE|Milliseconds between heartbeats of a leader.
            election-timeout|int 1|1000|EFFECTIVE|Milliseconds without a leader before an election; at least 5 heartbeats, at most 50000.
            snapshot-count|int 1|10000|EFFECTIVE|Entries of the Raft log after which the member takes a snapshot and truncates the log.
            snapshot-catchup-entries|int 0 2147483647|5000|EFFECTIVE|Entries kept behind a snapshot for followers that lag.
            config-file|path||EFFECTIVE|YAML file with etcd's keys; when given, flags and variables for the server are ignored.
            # CLUSTER
            initial-cluster|list|${name}=http://localhost:2380|EFFECTIVE|All members of a new cluster as name=peer-url, separated by commas; must contain this member.
            initial-advertise-peer-urls|urls|http://localhost:2380|EFFECTIVE|Peer URLs of this member, the same as in initial-cluster.
            initial-cluster-token|text|etcd-cluster|EFFECTIVE|Keeps clusters apart: part of the ids of cluster and members.
            initial-cluster-state|choice new/existing|new|EFFECTIVE|existing makes a member without data join the running cluster that initial-cluster describes; add it there first.
            pre-vote|bool|true|ACCEPTED|Pre-vote is always on.
            strict-reconfig-check|bool|true|EFFECTIVE|Refuses membership changes that would lose quorum.
            max-learners|int 1 2147483647|1|EFFECTIVE|Learners allowed in the cluster.
            initial-election-tick-advance|bool|true|ACCEPTED|The first election is not delayed here.
            # SHORT_FORMS
            storage|choice memory/rocksdb|memory|EFFECTIVE|Engine for the state: memory keeps it on the heap, rocksdb on disk; may change between starts and differ between members.
            rocksdb-memory-bytes|int 0|0|EFFECTIVE|Memory for caches and write buffers of rocksdb, at least 64 MiB; 0 means a quarter of the machine's. From 512 MiB on, some 1.5 bytes a key come on top.
            read-mode|choice index/lease|index|EFFECTIVE|How a leader makes sure that it leads before a linearizable read: index asks a majority, lease trusts the members' clocks.
            id|int 1 7||EFFECTIVE|Position of this member in the list of --cluster, counted from 1; its name becomes node<id>.
            cluster|urls||EFFECTIVE|Peer URLs of all members in order; stands for initial-cluster and the peer URLs.
            port|text||EFFECTIVE|Client port on localhost; stands for listen-client-urls and advertise-client-urls.
            grpc-addr|text||EFFECTIVE|Client address as host:port, or :port for all interfaces; stands for the same as port.
            disk-reserve-bytes|int 0||EFFECTIVE|Free bytes of the data disk below which this member takes no writes; when not given 512 MiB, or 5 % of the disk if that is less; 0 turns it off.
            # LIMITS
            max-request-bytes|int 1 10485760|1572864|EFFECTIVE|Largest request accepted, in bytes; at most 10 MiB.
            max-txn-ops|int 1 2147483647|128|EFFECTIVE|Most operations in one transaction.
            max-concurrent-streams|int 1 4294967295|4294967295|EFFECTIVE|Most concurrent streams on one client connection.
            grpc-keepalive-min-time|duration|5s|LATER|Shortest time a client may leave between pings.
            grpc-keepalive-interval|duration|2h|LATER|Time between pings of the server to a silent client; 0 turns them off.
            grpc-keepalive-timeout|duration|20s|LATER|Time a client may take to answer a ping; 0 turns the check off.
            quota-backend-bytes|int|0|EFFECTIVE|Largest size of the state, beyond which the alarm NOSPACE is raised; 0 means 2 GiB, negative means none.
            # HISTORY
            watch-progress-notify-interval|duration|10m|EFFECTIVE|Time between progress notifications of an idle watch.
            compaction-batch-limit|int 1 2147483647|1000|EFFECTIVE|Revisions removed in one step of a compaction.
            compaction-sleep-interval|duration|10ms|EFFECTIVE|Pause between two steps of a compaction.
            auto-compaction-mode|choice periodic/revision|periodic|EFFECTIVE|Whether auto-compaction-retention is a time or a number of revisions.
            auto-compaction-retention|text|0|EFFECTIVE|History kept by automatic compaction: a duration such as 10m or hours when periodic, revisions otherwise; 0 turns it off.
            corrupt-check-time|duration|0s|EFFECTIVE|Time between comparisons of all data of the members; 0 turns them off.
            compact-hash-check-time|duration|1m|EFFECTIVE|Time between comparisons of hashes at compacted revisions.
            warning-apply-duration|duration|100ms|EFFECTIVE|Applying an entry for longer than this is logged.
            warning-unary-request-duration|duration|300ms|LATER|A unary request that takes longer than this is logged.
            # HTTP
            enable-grpc-gateway|bool|true|EFFECTIVE|Serves the JSON gateway under /v3.
            cors|list|*|EFFECTIVE|Origins of browsers that may call, separated by commas; * allows all.
            host-whitelist|list|*|EFFECTIVE|Host names that HTTP requests may carry; * allows all.
            listen-client-http-urls|urls||BLOCKED|Would move HTTP away from listen-client-urls; both are on one port.
            listen-metrics-urls|urls||EFFECTIVE|Further addresses for /metrics and the health endpoints.
            metrics|choice basic/extensive|basic|LATER|extensive adds histograms for every gRPC method.
            enable-pprof|bool|false|ACCEPTED|Go's profiles do not exist here; use the tools of the JVM.
            # LOGGING
            log-level|choice debug/info/warn/error/dpanic/panic/fatal|info|EFFECTIVE|Least important level that is logged.
            log-format|choice console/json|console|EFFECTIVE|Lines for people (console) or for programs (json, with etcd's keys).
            log-outputs|list|default|EFFECTIVE|default or stderr, stdout, and at most one file path, separated by commas.
            logger|choice zap|zap|ACCEPTED|Only etcd has loggers to choose from.
            enable-log-rotation|bool|false|LATER|Rotates the log file.
            log-rotation-config-json|text|{"maxsize": 100, "maxage": 0, "maxbackups": 0, "localtime": false, "compress": false}|LATER|Limits for the rotation of the log file.
            enable-distributed-tracing|bool|false|LATER|Sends traces over OTLP.
            distributed-tracing-address|text|localhost:4317|LATER|Address of the collector of traces.
            distributed-tracing-service-name|text|etcd|LATER|Service name in traces.
            distributed-tracing-instance-id|text||LATER|Instance id in traces.
            distributed-tracing-sampling-rate|int 0 1000000|0|LATER|Spans sampled per million.
            """;
}
