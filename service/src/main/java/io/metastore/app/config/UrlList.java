package io.metastore.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated URLs as etcd takes them: scheme, host and port, nothing else. */
public final class UrlList {
    private UrlList() {}

    /**
     * Reads URLs in the order given.
     *
     * @throws IllegalArgumentException saying which one is wrong and how
     */
    public static List<URI> parse(String text) {
        List<URI> urls = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            urls.add(url(part.trim()));
        }
        return urls;
    }

    static String join(List<URI> urls) {
        return urls.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    private static URI url(String text) {
        URI url = uri(text);
        String scheme = url.getScheme();
        if (scheme == null || (url.getRawAuthority() == null && !scheme.startsWith("unix"))) {
            throw wrong(text, "it needs a scheme and a host");
        }
        switch (scheme) {
            case "http" -> {}
            case "https" -> throw wrong(text, "TLS is not available in this version, use http");
            case "unix", "unixs" ->
                    throw wrong(text, "unix sockets are not available, use http with a port");
            default -> throw wrong(text, "the scheme must be http");
        }
        if (url.getHost() == null) {
            throw wrong(text, "the host is missing or not a host name or IP address");
        }
        if (url.getPort() < 0 || url.getPort() > 65535) {
            throw wrong(text, "it needs a port from 0 to 65535");
        }
        String path = url.getRawPath();
        boolean more = url.getRawQuery() != null || url.getRawFragment() != null;
        if (more || url.getRawUserInfo() != null || !(path.isEmpty() || path.equals("/"))) {
            throw wrong(text, "it must be scheme, host and port only");
        }
        return path.isEmpty() ? url : URI.create(text.substring(0, text.length() - 1));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw wrong(text, malformed.getReason());
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "URLs such as http://127.0.0.1:2379, separated by commas; in \"%s\" %s"
                        .formatted(text, why));
    }
}
