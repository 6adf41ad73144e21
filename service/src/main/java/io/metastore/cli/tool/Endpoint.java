package io.metastore.cli.tool;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a member serves clients. */
public record Endpoint(String host, int port) {
    private static final int PORT_MAX = 65535;

    /**
     * Reads {@code host:port} or {@code http://host:port}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Endpoint parse(String text) {
        String trimmed = text.trim();
        URI url = uri(trimmed.contains("://") ? trimmed : "http://" + trimmed, text);
        if ("https".equals(url.getScheme())) {
            throw wrong(text, "TLS is not available in this version, use http");
        }
        if (!"http".equals(url.getScheme())) {
            throw wrong(text, "the scheme must be http");
        }
        if (url.getHost() == null || url.getPort() < 1 || url.getPort() > PORT_MAX) {
            throw wrong(text, "it needs a host and a port from 1 to 65535");
        }
        return new Endpoint(url.getHost(), url.getPort());
    }

    private static URI uri(String url, String text) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            throw wrong(text, malformed.getReason());
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "an endpoint is like http://127.0.0.1:2379; in \"%s\" %s".formatted(text, why));
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
