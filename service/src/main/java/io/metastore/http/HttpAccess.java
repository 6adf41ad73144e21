package io.metastore.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where the HTTP side may be asked.
 *
 * @param corsOrigins the origins of pages that may read answers, {@code *} for all
 * @param hosts the host names under which requests without TLS may come, {@code *} for all
 */
public record HttpAccess(Set<String> corsOrigins, Set<String> hosts) {
    private static final String ALL = "*";

    public HttpAccess {
        corsOrigins = Set.copyOf(corsOrigins);
        hosts = Set.copyOf(hosts);
    }

    /** Everybody, which is the default. */
    public static HttpAccess open() {
        return new HttpAccess(Set.of(ALL), Set.of(ALL));
    }

    /** The origin to name in the answer to a request from that origin; null for none. */
    @Nullable String allowedOrigin(@Nullable String origin) {
        if (corsOrigins.isEmpty() || corsOrigins.contains(ALL)) {
            return ALL;
        }
        return origin != null && corsOrigins.contains(origin) ? origin : null;
    }

    boolean allowsHost(String host) {
        return hosts.isEmpty() || hosts.contains(ALL) || hosts.contains(host);
    }
}
