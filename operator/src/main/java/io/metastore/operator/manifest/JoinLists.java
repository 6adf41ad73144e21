package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.metastore.operator.api.MetaStoreCluster;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The config map that tells a pod with an empty volume whom it joins. */
public final class JoinLists {
    /** {@code new} or {@code existing}, as the flag of members has it. */
    public static final String STATE = "state";

    /** Members as the flag has them: name=url, separated by commas. */
    public static final String MEMBERS = "members";

    /** When it was last written. */
    public static final String WRITTEN = "written";

    private JoinLists() {}

    public static ConfigMap of(
            MetaStoreCluster cluster, boolean existing, Collection<String> urls, Instant now) {
        Names names = Names.of(cluster);
        Map<String, String> data = new TreeMap<>();
        data.put(STATE, existing ? "existing" : "new");
        data.put(
                MEMBERS,
                urls.stream().map(url -> name(url) + "=" + url).collect(Collectors.joining(",")));
        data.put(WRITTEN, now.toString());
        return new ConfigMapBuilder()
                .withMetadata(Owner.metadata(cluster, names.joinList()))
                .withData(data)
                .build();
    }

    /** Pods are named in their own addresses; of foreign members any name will do. */
    private static String name(String url) {
        return url.replaceFirst("^[a-z]+://", "").replaceFirst("[.:].*$", "");
    }
}
