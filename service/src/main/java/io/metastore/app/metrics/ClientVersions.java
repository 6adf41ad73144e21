package io.metastore.app.metrics;

import io.grpc.Metadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts requests by the version of the interface that clients say they use. Any thread. */
final class ClientVersions {
    /**
     * Versions that get a count of their own; what clients send is no reason to grow without end.
     */
    static final int VERSIONS_MAX = 32;

    private static final Metadata.Key<String> VERSION =
            Metadata.Key.of("client-api-version", Metadata.ASCII_STRING_MARSHALLER);
    private static final String UNKNOWN = "unknown";

    private final Map<String, LongAdder> unary = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> stream = new ConcurrentHashMap<>();
    private final Meters meters;

    ClientVersions(Meters meters) {
        this.meters = meters;
        count(unary, "unary", UNKNOWN);
        count(stream, "stream", UNKNOWN);
    }

    void count(boolean isUnary, Metadata headers) {
        String sent = headers.get(VERSION);
        String version = sent == null ? UNKNOWN : sent;
        LongAdder count =
                isUnary ? count(unary, "unary", version) : count(stream, "stream", version);
        count.increment();
    }

    private LongAdder count(Map<String, LongAdder> counts, String type, String version) {
        @Nullable LongAdder known = counts.get(version);
        if (known != null) {
            return known;
        }
        if (counts.size() >= VERSIONS_MAX) {
            return counts.getOrDefault(UNKNOWN, new LongAdder());
        }
        return counts.computeIfAbsent(version, added -> registered(type, added));
    }

    private LongAdder registered(String type, String version) {
        LongAdder count = new LongAdder();
        meters.counter(
                "etcd_server_client_requests_total",
                "Requests by the version of the client.",
                count::sum,
                "type",
                type,
                "client_api_version",
                version);
        return count;
    }
}
