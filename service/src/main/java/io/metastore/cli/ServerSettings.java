package io.metastore.cli;

import io.metastore.app.config.MetaStoreConfig;
import io.metastore.app.config.NodeConfig;
import io.metastore.app.config.NodeConfigMapping;
import io.metastore.app.config.QuarkusProperties;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server starts with.
 *
 * @param node the settings, checked
 * @param properties what the framework's configuration must contain
 * @param warnings for the log
 */
record ServerSettings(NodeConfig node, Map<String, String> properties, List<String> warnings) {
    private static final int ORDINAL = 400;

    ServerSettings {
        properties = Map.copyOf(properties);
        warnings = List.copyOf(warnings);
    }

    /** Reads the values through the same mapping that the running node uses. */
    static ServerSettings of(Map<String, String> values, List<String> warnings) {
        Map<String, String> escaped = new LinkedHashMap<>();
        values.forEach((name, value) -> escaped.put(name, value.replace("$", "\\$")));
        var config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withConverter(Duration.class, ORDINAL, new DurationConverter())
                        .withSources(new PropertiesConfigSource(escaped, "settings", ORDINAL))
                        .withMapping(MetaStoreConfig.class)
                        .withMappingIgnore("metastore.**")
                        .build();
        NodeConfig node = NodeConfigMapping.from(config.getConfigMapping(MetaStoreConfig.class));
        Map<String, String> properties = new LinkedHashMap<>(escaped);
        QuarkusProperties.of(node)
                .forEach((name, value) -> properties.put(name, value.replace("$", "\\$")));
        return new ServerSettings(node, properties, withUnserved(node.urls(), warnings));
    }

    private static List<String> withUnserved(NodeConfig.Urls urls, List<String> warnings) {
        List<String> all = new ArrayList<>(warnings);
        List<URI> peers = urls.listenPeer();
        if (peers.size() > 1) {
            all.add(
                    "listen-peer-urls: only the first URL is served in this version, not %s"
                            .formatted(peers.subList(1, peers.size())));
        }
        return all;
    }
}
