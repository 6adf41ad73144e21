package io.metastore.datadir;

import io.metastore.node.Identity;
import java.util.List;
import java.util.Map;

/**
 * A member of a cluster that is about to begin.
 *
 * @param name one of the names in {@code peerUrls}
 * @param peerUrls where each member is reached by the others, by its name
 * @param clusterToken sets the ids apart from those of another cluster with the same members
 */
public record NewMember(String name, Map<String, List<String>> peerUrls, String clusterToken) {
    public NewMember {
        peerUrls = Map.copyOf(peerUrls);
        if (!peerUrls.containsKey(name)) {
            throw new IllegalArgumentException(name + " is not in " + peerUrls.keySet());
        }
    }

    /** The id of the cluster, the same for every member. */
    public long clusterId() {
        return identity().clusterId();
    }

    public long memberId() {
        return identity().memberId();
    }

    Identity identity() {
        return Identity.derive(name, List.of(), peerUrls, clusterToken);
    }
}
