package io.metastore.app.config;

import io.metastore.app.config.NodeConfig.Console;
import io.metastore.app.config.NodeConfig.LogFormat;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the framework must know of a node before it starts: address, logging, sizes. */
public final class QuarkusProperties {
    /**
     * The transport takes messages this much larger than the largest request, so that those between
     * the two limits are refused in etcd's words instead of the transport's.
     */
    private static final int TRANSPORT_HEADROOM = 8;

    private QuarkusProperties() {}

    /** Names and values in the framework's own configuration. */
    public static Map<String, String> of(NodeConfig node) {
        Map<String, String> properties = new LinkedHashMap<>();
        URI client = node.urls().listenClient().get(0);
        properties.put("quarkus.http.host", client.getHost().replaceAll("[\\[\\]]", ""));
        properties.put("quarkus.http.port", Integer.toString(client.getPort()));
        long messageBytesMax = (long) node.limits().requestBytesMax() * TRANSPORT_HEADROOM;
        properties.put(
                "quarkus.grpc.server.max-inbound-message-size",
                Long.toString(Math.min(messageBytesMax, Integer.MAX_VALUE)));
        properties.put(
                "quarkus.http.limits.max-concurrent-streams",
                Long.toString(node.limits().concurrentStreamsMax()));
        logging(node.logging(), properties);
        return properties;
    }

    private static void logging(NodeConfig.Logging logging, Map<String, String> properties) {
        boolean json = logging.format() == LogFormat.JSON;
        Console console = logging.console();
        properties.put("quarkus.log.console.enabled", Boolean.toString(console != Console.NONE));
        properties.put("quarkus.log.console.stderr", Boolean.toString(console == Console.STDERR));
        properties.put("quarkus.log.console.json.enabled", Boolean.toString(json));
        properties.put("quarkus.log.file.enabled", Boolean.toString(!logging.files().isEmpty()));
        properties.put("quarkus.log.file.json.enabled", Boolean.toString(json));
        logging.files().forEach(f -> properties.put("quarkus.log.file.path", f.toString()));
        level(logging.level(), properties);
    }

    /** Debug is for MetaStore's own classes: the libraries' would drown it. */
    private static void level(String level, Map<String, String> properties) {
        String name =
                switch (level) {
                    case "dpanic", "panic" -> "FATAL";
                    default -> level.toUpperCase(Locale.ROOT);
                };
        properties.put("quarkus.log.category.\"io.metastore\".level", name);
        properties.put("quarkus.log.level", name.equals("DEBUG") ? "INFO" : name);
    }
}
