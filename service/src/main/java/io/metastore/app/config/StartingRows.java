package io.metastore.app.config;

/** The rows of the settings table about security, discovery and etcd's own inner workings. */
final class StartingRows {
    private StartingRows() {}

    static final String ROWS =
            """
            # SECURITY
            cert-file|path||BLOCKED|Certificate for clients' TLS.
            key-file|path||BLOCKED|Key for clients' TLS.
            client-cert-file|path||BLOCKED|Certificate this member shows when it is a client of itself.
            client-key-file|path||BLOCKED|Key of client-cert-file.
            client-cert-auth|bool|false|BLOCKED|Asks clients for certificates.
            trusted-ca-file|path||BLOCKED|Authorities that sign clients' certificates.
            client-crl-file|path||BLOCKED|Revoked certificates of clients.
            client-cert-allowed-hostname|list||BLOCKED|Host names allowed in clients' certificates.
            auto-tls|bool|false|BLOCKED|TLS for clients with a self-made certificate.
            peer-cert-file|path||BLOCKED|Certificate for TLS between members.
            peer-key-file|path||BLOCKED|Key for TLS between members.
            peer-client-cert-file|path||BLOCKED|Certificate shown to other members.
            peer-client-key-file|path||BLOCKED|Key of peer-client-cert-file.
            peer-client-cert-auth|bool|false|BLOCKED|Asks other members for certificates.
            peer-trusted-ca-file|path||BLOCKED|Authorities that sign members' certificates.
            peer-crl-file|path||BLOCKED|Revoked certificates of members.
            peer-cert-allowed-cn|list||BLOCKED|Common names allowed in members' certificates.
            peer-cert-allowed-hostname|list||BLOCKED|Host names allowed in members' certificates.
            peer-auto-tls|bool|false|BLOCKED|TLS between members with self-made certificates.
            peer-skip-client-san-verification|bool|false|BLOCKED|Skips the check of names in members' certificates.
            self-signed-cert-validity|int 1|1|LATER|Years that self-made certificates are valid.
            cipher-suites|list||BLOCKED|TLS cipher suites allowed.
            tls-min-version|choice TLS1.2/TLS1.3|TLS1.2|BLOCKED|Oldest TLS version allowed.
            tls-max-version|choice TLS1.2/TLS1.3||BLOCKED|Newest TLS version allowed.
            # AUTH
            auth-token|text|simple|BLOCKED|Kind of token, simple or jwt with its options.
            auth-token-ttl|int 1|300|LATER|Seconds that a simple token is valid.
            bcrypt-cost|int 4 31|10|LATER|Cost of hashing passwords.
            # DISCOVERY
            discovery|text||BLOCKED|URL of the v2 discovery service; gone from etcd.
            discovery-token|text||BLOCKED|Token of the cluster at the discovery service.
            discovery-endpoints|list||BLOCKED|Addresses of the discovery service.
            discovery-srv|text||BLOCKED|DNS domain whose SRV records name the members.
            discovery-srv-name|text||BLOCKED|Suffix of the SRV records' name.
            discovery-dial-timeout|duration|2s|ACCEPTED|Time to connect to the discovery service.
            discovery-request-timeout|duration|5s|ACCEPTED|Time for a request to the discovery service.
            discovery-keepalive-time|duration|2s|ACCEPTED|Time between pings to the discovery service.
            discovery-keepalive-timeout|duration|6s|ACCEPTED|Time the discovery service may take to answer a ping.
            discovery-insecure-transport|bool|true|ACCEPTED|Talks to the discovery service without TLS.
            discovery-insecure-skip-tls-verify|bool|false|BLOCKED|Skips the check of the discovery service's certificate.
            discovery-cert|path||BLOCKED|Certificate shown to the discovery service.
            discovery-key|path||BLOCKED|Key of discovery-cert.
            discovery-cacert|path||BLOCKED|Authorities that sign the discovery service's certificate.
            discovery-user|text||BLOCKED|User at the discovery service.
            discovery-password|text||BLOCKED|Password at the discovery service.
            discovery-fallback|choice exit/proxy|exit|ACCEPTED|What etcd did when v2 discovery failed.
            discovery-proxy|text||BLOCKED|HTTP proxy to the v2 discovery service.
            # TUNING
            max-wals|int 0|5|ACCEPTED|The log is truncated by snapshot-count.
            max-snapshots|int 0|5|ACCEPTED|The newest snapshot is kept.
            backend-bbolt-freelist-type|choice map/array|map|ACCEPTED|There is no bbolt file.
            backend-batch-interval|duration|100ms|ACCEPTED|There is no bbolt file.
            backend-batch-limit|int 0|10000|ACCEPTED|There is no bbolt file.
            bootstrap-defrag-threshold-megabytes|int 0|0|ACCEPTED|There is no bbolt file.
            memory-mlock|bool|false|ACCEPTED|The JVM's memory is not locked; turn swap off instead.
            socket-reuse-port|bool|false|ACCEPTED|The port is not shared.
            socket-reuse-address|bool|false|ACCEPTED|The JVM sets this by itself.
            raft-read-timeout|duration|5s|ACCEPTED|The peer transport has time-outs of its own.
            raft-write-timeout|duration|5s|ACCEPTED|The peer transport has time-outs of its own.
            downgrade-check-time|duration|5s|ACCEPTED|There is no downgrade to watch.
            feature-gates|list||EFFECTIVE|Gates of etcd as Name=true or Name=false; InitialCorruptCheck (off) and CompactHashCheck (on) have an effect.
            v2-deprecation|choice not-yet/write-only/write-only-skip-check/write-only-drop-data/gone|write-only|ACCEPTED|There is no v2 store.
            # UNSAFE
            force-new-cluster|bool|false|EFFECTIVE|Makes a member with data the only one of its cluster and forgets the others, when their majority is lost for good; leave it out at the next start.
            unsafe-no-fsync|bool|false|ACCEPTED|The log is always synced.
            """;
}
