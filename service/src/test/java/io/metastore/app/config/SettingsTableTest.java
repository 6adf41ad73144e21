package io.metastore.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTableTest {
    /** Every flag of etcd 3.7.3, from its own help. */
    private static final String ETCD_FLAGS =
            """
            name data-dir wal-dir snapshot-count heartbeat-interval election-timeout
            initial-election-tick-advance listen-peer-urls listen-client-urls listen-client-http-urls
            max-snapshots max-wals memory-mlock quota-backend-bytes backend-bbolt-freelist-type
            backend-batch-interval backend-batch-limit max-txn-ops max-request-bytes
            max-concurrent-streams grpc-keepalive-min-time grpc-keepalive-interval
            grpc-keepalive-timeout socket-reuse-port socket-reuse-address enable-grpc-gateway
            raft-read-timeout raft-write-timeout feature-gates initial-advertise-peer-urls
            initial-cluster initial-cluster-state initial-cluster-token advertise-client-urls
            discovery discovery-token discovery-endpoints discovery-dial-timeout
            discovery-request-timeout discovery-keepalive-time discovery-keepalive-timeout
            discovery-insecure-transport discovery-insecure-skip-tls-verify discovery-cert
            discovery-key discovery-cacert discovery-user discovery-password discovery-fallback
            discovery-proxy discovery-srv discovery-srv-name strict-reconfig-check pre-vote
            auto-compaction-retention auto-compaction-mode v2-deprecation cert-file key-file
            client-cert-auth client-cert-file client-key-file client-crl-file
            client-cert-allowed-hostname trusted-ca-file auto-tls peer-cert-file peer-key-file
            peer-client-cert-auth peer-client-cert-file peer-client-key-file peer-trusted-ca-file
            peer-cert-allowed-cn peer-cert-allowed-hostname peer-auto-tls self-signed-cert-validity
            peer-crl-file cipher-suites cors host-whitelist tls-min-version tls-max-version
            auth-token bcrypt-cost auth-token-ttl enable-pprof metrics listen-metrics-urls logger
            log-outputs log-level log-format enable-log-rotation log-rotation-config-json
            warning-unary-request-duration enable-distributed-tracing distributed-tracing-address
            distributed-tracing-service-name distributed-tracing-instance-id
            distributed-tracing-sampling-rate corrupt-check-time compact-hash-check-time
            compaction-batch-limit peer-skip-client-san-verification watch-progress-notify-interval
            warning-apply-duration bootstrap-defrag-threshold-megabytes max-learners
            compaction-sleep-interval downgrade-check-time snapshot-catchup-entries force-new-cluster
            unsafe-no-fsync config-file
            """;

    static Stream<String> etcdFlags() {
        return Arrays.stream(ETCD_FLAGS.trim().split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("etcdFlags")
    void every_flag_of_etcd_has_a_row_with_a_meaning(String flag) {
        Setting setting = SettingsTable.named(flag);

        assertThat(setting.own()).isFalse();
        assertThat(setting.meaning()).endsWith(".").hasSizeGreaterThan(15);
        setting.type().canonical(setting.defaultText());
    }

    @Test
    void there_is_no_row_that_etcd_and_the_short_forms_do_not_have() {
        assertThat(SettingsTable.all().stream().filter(row -> !row.own()).map(Setting::name))
                .containsExactlyInAnyOrderElementsOf(etcdFlags().toList());
    }

    @Test
    void the_configuration_tree_has_the_defaults_of_the_table() {
        Map<String, String> presets = new TreeMap<>();
        ConfigMappings.getProperties(ConfigClass.configClass(MetaStoreConfig.class))
                .forEach(
                        (name, property) -> {
                            if (property.hasDefaultValue()) {
                                presets.put(name.replace("[*]", ""), property.getDefaultValue());
                            }
                        });
        Map<String, String> differences = new TreeMap<>();
        presets.forEach(
                (property, preset) -> {
                    Setting row = SettingsTable.named(property.substring("metastore.".length()));
                    String canonical = row.type().canonical(row.defaultText());
                    if (!row.type().canonical(preset).equals(canonical)) {
                        differences.put(property, preset + " instead of " + canonical);
                    }
                });

        assertThat(presets).hasSizeGreaterThan(20);
        assertThat(differences).isEmpty();
    }

    @Test
    void the_configuration_tree_reads_the_durations_that_people_write() {
        var config =
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, 100, new DurationConverter())
                        .withDefaultValue("metastore.watch-progress-notify-interval", "90s")
                        .withMapping(MetaStoreConfig.class)
                        .build()
                        .getConfigMapping(MetaStoreConfig.class);

        assertThat(NodeConfigMapping.from(config).history().watchProgressIntervalMillis())
                .isEqualTo(90_000);
    }

    @ParameterizedTest
    @CsvSource({"1h30m,PT1H30M", "1.5s,PT1.5S", "100ms,PT0.1S", "0,PT0S", "2us,PT0.000002S"})
    void durations_are_read_as_go_writes_them(String go, String iso) {
        assertThat(GoDuration.parse(go)).hasToString(iso);
    }
}
