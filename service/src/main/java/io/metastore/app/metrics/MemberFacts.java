package io.metastore.app.metrics;

import java.util.List;

/**
 * What does not change about this member while it runs.
 *
 * @param memberId as in every response header
 * @param serverVersion such as {@code 3.7.3}
 * @param clusterVersion such as {@code 3.7}, without the patch level
 */
public record MemberFacts(
        long memberId, String serverVersion, String clusterVersion, List<Feature> features) {

    /**
     * A feature gate.
     *
     * @param stage {@code ALPHA}, {@code BETA}, or empty for a generally available one
     */
    public record Feature(String name, String stage, boolean enabled) {}

    public MemberFacts {
        features = List.copyOf(features);
    }
}
