package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.app.config.NodeConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortFormsTest {
    private static final String CASES =
            """
            --port 5 | default | [http://localhost:5] | [http://localhost:5] | [http://localhost:2380]
            --grpc-addr :5 | default | [http://0.0.0.0:5] | [http://localhost:5] | [http://localhost:2380]
            --grpc-addr 127.0.0.1:5 --port 5 | default | [http://127.0.0.1:5] | [http://127.0.0.1:5] | [http://localhost:2380]
            --grpc-addr :5 --port 6 | default | [http://0.0.0.0:5, http://localhost:6] | [http://localhost:5] | [http://localhost:2380]
            --cluster http://10.0.0.1:7 | node1 | [http://localhost:2379] | [http://localhost:2379] | [http://10.0.0.1:7]
            --id 2 --cluster http://a:7,http://b:8 --grpc-addr :5 | node2 | [http://0.0.0.0:5] | [http://b:5] | [http://0.0.0.0:8]
            --id 1 --cluster http://a:7,http://b:8 --listen-peer-urls http://127.0.0.1:7 | node1 | [http://localhost:2379] | [http://localhost:2379] | [http://127.0.0.1:7]
            --port 5 --advertise-client-urls http://h:9 | default | [http://localhost:5] | [http://h:9] | [http://localhost:2380]
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CASES, delimiter = '|')
    void short_forms_stand_for_names_and_urls(
            String flags, String name, String listen, String advertise, String listenPeer) {
        NodeConfig node = Resolving.flags(flags.split(" ", -1));

        assertThat(node.member().name()).isEqualTo(name);
        assertThat(node.urls().listenClient()).hasToString(listen);
        assertThat(node.urls().advertiseClient()).hasToString(advertise);
        assertThat(node.urls().listenPeer()).hasToString(listenPeer);
    }
}
