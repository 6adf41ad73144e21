package io.metastore.cli.tool;

import io.metastore.app.config.InitialMember;
import io.metastore.app.config.UrlList;
import io.metastore.datadir.NewMember;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which member of which new cluster; etcdutl's flags, which are those of the server. */
final class RestoredMemberOptions {
    private static final String NEXT_LINE = " \\\n    ";
    private static final String PEER_URL = "http://localhost:2380";

    @Option(
            names = "--name",
            paramLabel = "<name>",
            defaultValue = "default",
            description = "Name of this member (default).")
    private String name = "default";

    @Option(
            names = "--initial-cluster",
            paramLabel = "<name=url,...>",
            description = "Every member of the new cluster; this one alone when not given.")
    private @Nullable String initialCluster;

    @Option(
            names = "--initial-cluster-token",
            paramLabel = "<text>",
            defaultValue = "etcd-cluster",
            description = "Sets the ids of this cluster apart from others (etcd-cluster).")
    private String token = "etcd-cluster";

    @Option(
            names = "--initial-advertise-peer-urls",
            paramLabel = "<url,...>",
            description =
                    "Where the others reach this member; as in --initial-cluster when not given,"
                            + " and http://localhost:2380 without that.")
    private @Nullable String advertisePeerUrls;

    /** The member that the flags describe. */
    NewMember member() {
        Map<String, List<String>> peerUrls = new LinkedHashMap<>();
        if (initialCluster == null) {
            peerUrls.put(name, advertised(PEER_URL));
            return new NewMember(name, peerUrls, token);
        }
        for (InitialMember member : InitialMember.parse(initialCluster)) {
            peerUrls.put(member.name(), texts(member.peerUrls()));
        }
        List<String> own = peerUrls.get(name);
        if (own == null) {
            throw new ToolUsageException(
                    "--name %s is not in --initial-cluster, which has %s"
                            .formatted(name, String.join(", ", peerUrls.keySet())));
        }
        List<String> advertised = advertised(String.join(",", own));
        if (!new HashSet<>(advertised).equals(new HashSet<>(own))) {
            throw new ToolUsageException(
                    "--initial-cluster has %s for %s, --initial-advertise-peer-urls has %s"
                            .formatted(String.join(",", own), name, String.join(",", advertised)));
        }
        return new NewMember(name, peerUrls, token);
    }

    /** The names of the other members. */
    String others(NewMember member) {
        return member.peerUrls().keySet().stream()
                .filter(other -> !other.equals(name))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The command that starts this member, on lines of a length that can be read. */
    String serverCommand(NewMember member, Path directory, String storage) {
        String urls = String.join(",", member.peerUrls().get(name));
        String cluster =
                initialCluster == null ? "" : NEXT_LINE + "--initial-cluster " + initialCluster;
        String other = token.equals("etcd-cluster") ? "" : " --initial-cluster-token " + token;
        return "  metastore server --name %s --data-dir %s --storage %s"
                        .formatted(name, directory, storage)
                + NEXT_LINE
                + "--listen-peer-urls %s --initial-advertise-peer-urls %s".formatted(urls, urls)
                + cluster
                + other;
    }

    private List<String> advertised(String unlessGiven) {
        try {
            return texts(
                    UrlList.parse(advertisePeerUrls == null ? unlessGiven : advertisePeerUrls));
        } catch (IllegalArgumentException wrong) {
            throw new ToolUsageException(
                    "--initial-advertise-peer-urls: allowed are " + wrong.getMessage());
        }
    }

    private static List<String> texts(List<URI> urls) {
        return urls.stream().map(URI::toString).toList();
    }
}
