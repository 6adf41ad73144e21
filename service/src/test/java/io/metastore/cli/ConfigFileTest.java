package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.app.config.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("etcd.conf.yaml");
    }

    private ServerSettings read(Map<String, String> environment, String... flags)
            throws IOException {
        return Resolving.settings(environment, flags);
    }

    @Test
    void a_file_replaces_flags_and_variables() throws IOException {
        Files.writeString(file, "heartbeat-interval: 200\nelection-timeout: 2000\n");

        var settings =
                read(
                        Map.of("METASTORE_NAME", "v", "METASTORE_CONFIG_FILE", file.toString()),
                        "--snapshot-count",
                        "7");

        assertThat(settings.node().member().name()).isEqualTo("default");
        assertThat(settings.node().raft().heartbeatIntervalMillis()).isEqualTo(200);
        assertThat(settings.node().raft().snapshotCountEntries()).isEqualTo(10_000);
        // The framework reads METASTORE_NAME by itself; the file must win there too.
        assertThat(settings.properties()).containsEntry("metastore.name", "default");
    }

    @Test
    void the_flag_for_the_file_wins_over_the_variables() throws IOException {
        Files.writeString(file, "name: x\n");

        var settings =
                read(Map.of("ETCD_CONFIG_FILE", "/nonexistent"), "--config-file", file.toString());

        assertThat(settings.node().member().name()).isEqualTo("x");
    }

    @Test
    void durations_are_nanoseconds_and_lists_and_sections_are_read() throws IOException {
        Files.writeString(
                file,
                """
                name: x
                grpc-keepalive-min-time: 3000000000
                watch-progress-notify-interval: 1m
                log-outputs: [stdout]
                initial-cluster: x=http://localhost:2380
                client-transport-security:
                  cert-file: ''
                  client-cert-auth: false
                peer-transport-security:
                  auto-tls: false
                """);

        var node = read(Map.of("ETCD_CONFIG_FILE", file.toString())).node();

        assertThat(node.keepAlive().minTimeMillis()).isEqualTo(3000);
        assertThat(node.history().watchProgressIntervalMillis()).isEqualTo(60_000);
        assertThat(node.logging().console()).hasToString("STDOUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nam: x                                  ;FILE: unknown key nam; did you mean name?",
                "client-transport-security: {cert-fil: x};FILE: unknown key"
                        + " client-transport-security.cert-fil; did you mean cert-file?",
                "peer-transport-security: {cert-file: x} ;peer-cert-file (from key"
                        + " peer-transport-security.cert-file in FILE) is not available in this"
                        + " version and cannot be ignored safely; start without it",
                "max-txn-ops: many                       ;max-txn-ops: bad value \"many\" (from key"
                        + " max-txn-ops in FILE); allowed: a whole number from 1 to 2147483647",
                "just words                              ;FILE: it must have lines like \"name:"
                        + " node1\""
            })
    void what_is_wrong_in_a_file_is_told_with_key_and_file(String textAndMessage)
            throws IOException {
        String[] parts = textAndMessage.split(" *;", 2);
        Files.writeString(file, parts[0]);

        assertThatThrownBy(() -> read(Map.of(), "--config-file", file.toString()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(parts[1].replace("FILE", file.toString()));
    }
}
