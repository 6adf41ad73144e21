package io.metastore.tests.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything a member is started with; the same for every product.
 *
 * @param initialCluster all members as {@code name=peerUrl} with commas between
 * @param joins whether the member joins a cluster that runs, instead of beginning with it
 * @param moreFlags what the storage and the scenario add, flags and values one by one
 */
record MemberConfig(
        String name,
        Endpoints endpoints,
        Directories directories,
        String initialCluster,
        boolean joins,
        List<String> moreFlags) {

    /**
     * Where a member listens, always on the loopback interface.
     *
     * @param knownPeerPort where the others reach it, which may be a door before its own port
     */
    record Endpoints(int clientPort, int peerPort, int knownPeerPort) {
        Endpoints(int clientPort, int peerPort) {
            this(clientPort, peerPort, peerPort);
        }

        String clientUrl() {
            return url(clientPort);
        }

        String listenPeerUrl() {
            return url(peerPort);
        }

        /** The address that the cluster knows it by. */
        String peerUrl() {
            return url(knownPeerPort);
        }

        private static String url(int port) {
            return "http://127.0.0.1:" + port;
        }
    }

    /**
     * Where a member keeps its data and what is soon forgotten, and where its output goes.
     *
     * @param enter what comes before its command so that it sees the directory of its data
     */
    record Directories(Path data, Path scratch, Path log, List<String> enter) {}

    /** The flags that say who the member is, to a server and to the tools that restore one. */
    List<String> identity() {
        List<String> flags = new ArrayList<>();
        flags.addAll(List.of("--name", name, "--data-dir", directories.data().toString()));
        flags.addAll(List.of("--initial-advertise-peer-urls", endpoints.peerUrl()));
        flags.addAll(List.of("--initial-cluster", initialCluster));
        flags.addAll(List.of("--initial-cluster-token", "e2e"));
        return flags;
    }

    /** etcd's flags, which every product understands. */
    List<String> flags() {
        List<String> flags = new ArrayList<>();
        flags.addAll(identity());
        flags.addAll(List.of("--listen-client-urls", endpoints.clientUrl()));
        flags.addAll(List.of("--advertise-client-urls", endpoints.clientUrl()));
        flags.addAll(List.of("--listen-peer-urls", endpoints.listenPeerUrl()));
        flags.addAll(List.of("--initial-cluster-state", joins ? "existing" : "new"));
        flags.addAll(moreFlags);
        return flags;
    }
}
