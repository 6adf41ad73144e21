package io.metastore.app.config;

import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold between settings; the same rules as etcd's, with texts that say what to do. */
final class NodeConfigRules {
    private static final int ELECTION_HEARTBEATS_MIN = 5;
    private static final int ELECTION_TIMEOUT_MILLIS_MAX = 50_000;
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private NodeConfigRules() {}

    static void check(MetaStoreConfig config, NodeConfig node) {
        if (config.urls().listenClientUrls().isPresent()
                && config.urls().advertiseClientUrls().isEmpty()) {
            throw new SettingException(
                    "--advertise-client-urls is required when --listen-client-urls is set"
                            + " explicitly; clients use it to reach this member, for example"
                            + " --advertise-client-urls "
                            + UrlList.join(node.urls().listenClient()));
        }
        bindable("listen-client-urls", node.urls().listenClient());
        bindable("listen-peer-urls", node.urls().listenPeer());
        bindable("listen-metrics-urls", node.urls().listenMetrics());
        different("advertise-client-urls", node.urls().advertiseClient());
        distinctListeners(node.urls());
        metricsApart(node.urls());
        checkCluster(node);
    }

    static int electionTimeoutMillis(MetaStoreConfig.Raft raft) {
        long election = raft.electionTimeout();
        if (election < (long) ELECTION_HEARTBEATS_MIN * raft.heartbeatInterval()) {
            throw new SettingException(
                    ("--election-timeout[%dms] should be at least as 5 times as"
                                    + " --heartbeat-interval[%dms]")
                            .formatted(election, raft.heartbeatInterval()));
        }
        if (election > ELECTION_TIMEOUT_MILLIS_MAX) {
            throw new SettingException(
                    "--election-timeout[%dms] is too long, and should be set less than %dms"
                            .formatted(election, ELECTION_TIMEOUT_MILLIS_MAX));
        }
        return (int) election;
    }

    private static void bindable(String name, List<URI> urls) {
        different(name, urls);
        for (URI url : urls) {
            String host = url.getHost();
            boolean address = IPV4.matcher(host).matches() || host.startsWith("[");
            if (!address && !host.equals("localhost")) {
                throw new SettingException(
                        ("%s: expected IP in URL for binding (%s); listen on an IP address, 0.0.0.0"
                                        + " or localhost and put the host name into the advertised"
                                        + " URL")
                                .formatted(name, url));
            }
        }
    }

    private static void different(String name, List<URI> urls) {
        Set<URI> seen = new HashSet<>();
        for (URI url : urls) {
            if (!seen.add(url)) {
                throw new SettingException("%s: %s is given twice".formatted(name, url));
            }
        }
    }

    private static void distinctListeners(NodeConfig.Urls urls) {
        for (URI peer : urls.listenPeer()) {
            if (peer.getPort() != 0
                    && (urls.listenClient().contains(peer)
                            || urls.listenMetrics().contains(peer))) {
                throw new SettingException(
                        "listen-peer-urls: %s is used for clients too; each needs a port of its own"
                                .formatted(peer));
            }
        }
    }

    /** One address cannot serve everything and metrics alone. */
    private static void metricsApart(NodeConfig.Urls urls) {
        for (URI metrics : urls.listenMetrics()) {
            if (metrics.getPort() != 0 && urls.listenClient().contains(metrics)) {
                throw new SettingException(
                        "listen-metrics-urls: %s is used for clients too, where metrics are served anyway"
                                .formatted(metrics));
            }
        }
    }

    private static void checkCluster(NodeConfig node) {
        String name = node.member().name();
        var own =
                node.cluster().members().stream()
                        .filter(member -> member.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new SettingException(
                                                ("initial-cluster: couldn't find local name \"%s\""
                                                                + " in the initial cluster configuration;"
                                                                + " it must contain %s=%s")
                                                        .formatted(
                                                                name,
                                                                name,
                                                                node.urls()
                                                                        .advertisePeer()
                                                                        .get(0))));
        if (!sorted(own.peerUrls()).equals(sorted(node.urls().advertisePeer()))) {
            throw new SettingException(
                    ("--initial-cluster has %s=%s but --initial-advertise-peer-urls is %s; both"
                                    + " must name the same URLs")
                            .formatted(
                                    name,
                                    UrlList.join(own.peerUrls()),
                                    UrlList.join(node.urls().advertisePeer())));
        }
        different(
                "initial-cluster",
                node.cluster().members().stream().flatMap(m -> m.peerUrls().stream()).toList());
    }

    private static List<URI> sorted(List<URI> urls) {
        return urls.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
