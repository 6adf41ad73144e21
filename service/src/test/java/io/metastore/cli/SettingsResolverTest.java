package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.app.config.InitialMember;
import io.metastore.app.config.NodeConfig;
import io.metastore.raft.ReadMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsResolverTest {
    @Test
    void a_node_without_any_setting_is_one_member_on_localhost() {
        NodeConfig node = Resolving.flags();

        assertThat(node.member().name()).isEqualTo("default");
        assertThat(node.member().dataDirectory()).isEqualTo(Path.of("default.etcd"));
        assertThat(node.member().walDirectory()).isEqualTo(Path.of("default.etcd/member"));
        assertThat(node.urls().listenClient()).containsExactly(URI.create("http://localhost:2379"));
        assertThat(node.cluster().members())
                .containsExactly(
                        new InitialMember("default", List.of(URI.create("http://localhost:2380"))));
        assertThat(node.raft())
                .isEqualTo(new NodeConfig.Raft(100, 1000, 10_000, 5000, ReadMode.INDEX));
        assertThat(node.limits()).isEqualTo(new NodeConfig.Limits(1_572_864, 128, 4_294_967_295L));
        assertThat(node.keepAlive()).isEqualTo(new NodeConfig.KeepAlive(5000, 7_200_000, 20_000));
    }

    @ParameterizedTest
    @CsvSource({
        "f, p, m, e, f",
        "'', p, m, e, p",
        "'', '', m, e, m",
        "'', '', '', e, e",
        "'', '', '', '', default"
    })
    void flags_win_over_properties_over_own_over_etcd_variables(
            String flag, String property, String own, String etcd, String winner) {
        List<String> flags = flag.isEmpty() ? List.of() : List.of("--name", flag);
        Map<String, String> environment = Map.of("METASTORE_NAME", own, "ETCD_NAME", etcd);
        Map<String, String> properties =
                property.isEmpty() ? Map.of() : Map.of("metastore.name", property);

        var settings = SettingsResolver.resolve(flags, environment, properties);

        assertThat(settings.node().member().name()).isEqualTo(winner);
    }

    @ParameterizedTest
    @CsvSource({
        "--name x",
        "--name=x",
        "-name x",
        "-name=x",
        "--name y --name x",
        "--pre-vote --name x",
        "--pre-vote=false --name x"
    })
    void flags_are_read_as_go_reads_them(String flags) {
        NodeConfig node = Resolving.flags(flags.split(" ", -1));

        assertThat(node.member().name()).isEqualTo("x");
    }

    @Test
    void the_name_alone_is_enough_beside_the_default_text_of_initial_cluster() {
        NodeConfig node =
                Resolving.flags(
                        "--name", "x", "--initial-cluster", "default=http://localhost:2380");

        assertThat(node.cluster().members().get(0).name()).isEqualTo("x");
    }

    @Test
    void an_unknown_etcd_variable_is_a_warning() {
        var settings = Resolving.settings(Map.of("ETCD_NOPE", "1"));

        assertThat(settings.warnings())
                .containsExactly("unrecognized environment variable ETCD_NOPE");
    }

    @Test
    void what_kubernetes_says_about_a_service_called_metastore_is_no_setting() {
        var settings =
                Resolving.settings(
                        Map.of(
                                "METASTORE_SERVICE_HOST", "10.0.0.1",
                                "METASTORE_SERVICE_PORT_CLIENT", "2379",
                                "METASTORE_PORT", "tcp://10.0.0.1:2379",
                                "METASTORE_PORT_2379_TCP_ADDR", "10.0.0.1",
                                "METASTORE_CLIENT_PORT", "tcp://10.0.0.1:2379",
                                "METASTORE_JAVA_OPTS", "-Xmx1g"));

        assertThat(settings.node()).isEqualTo(Resolving.flags());
    }

    @Test
    void settings_without_effect_are_said_and_their_defaults_are_not() {
        var settings = Resolving.settings(Map.of(), "--max-wals", "3", "--max-snapshots", "5");

        assertThat(settings.warnings())
                .containsExactly(
                        "max-wals (from flag --max-wals) has no meaning here: The log is truncated"
                                + " by snapshot-count.");
    }

    @Test
    void an_address_that_nobody_serves_yet_is_said() {
        var settings =
                Resolving.settings(
                        Map.of(), "--listen-peer-urls", "http://localhost:2380,http://localhost:6");

        assertThat(settings.warnings())
                .containsExactly(
                        "listen-peer-urls: only the first URL is served in this version, not"
                                + " [http://localhost:6]");
    }

    @Test
    void a_blocked_setting_with_its_default_does_not_stop_the_start() {
        NodeConfig node =
                Resolving.flags("--auto-tls=false", "--auth-token", "simple", "--cert-file", "");

        assertThat(node).isEqualTo(Resolving.flags());
    }

    @Test
    void a_dollar_in_a_value_is_not_expanded() {
        NodeConfig node = Resolving.flags("--data-dir", "/a${b}c");

        assertThat(node.member().dataDirectory()).isEqualTo(Path.of("/a${b}c"));
    }

    @Test
    void the_framework_gets_address_sizes_and_logging() {
        var settings =
                Resolving.settings(
                        Map.of(),
                        "--listen-client-urls=http://[::1]:99,http://127.0.0.1:98",
                        "--advertise-client-urls=http://h:99",
                        "--log-format=json",
                        "--log-level=panic",
                        "--log-outputs=stdout,x.log");

        assertThat(settings.properties())
                .containsEntry("quarkus.http.host", "::1")
                .containsEntry("quarkus.http.port", "99")
                .containsEntry("quarkus.grpc.server.max-inbound-message-size", "12582912")
                .containsEntry("quarkus.http.limits.max-concurrent-streams", "4294967295")
                .containsEntry("quarkus.log.console.json.enabled", "true")
                .containsEntry("quarkus.log.console.stderr", "false")
                .containsEntry("quarkus.log.file.path", "x.log")
                .containsEntry("quarkus.log.level", "FATAL");
    }
}
