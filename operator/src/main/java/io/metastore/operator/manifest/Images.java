package io.metastore.operator.manifest;

import io.metastore.operator.api.ClusterSpec;

/**
 * Where images come from when a cluster does not say.
 *
 * @param repository without a tag
 * @param version tag of the version that this operator knows best
 */
public record Images(String repository, String version) {
    public String of(ClusterSpec spec) {
        if (spec.image() != null) {
            return spec.image();
        }
        return repository + ":" + (spec.version() == null ? version : spec.version());
    }
}
