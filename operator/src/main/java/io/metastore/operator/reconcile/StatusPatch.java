package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.client.CustomResource;

/** A resource that holds nothing but its name and the status that it is to have. */
final class StatusPatch {
    private StatusPatch() {}

    /**
     * Fills an empty resource.
     *
     * @param of whose status it is
     */
    static <S, R extends CustomResource<?, S>> R of(R empty, R of, S status) {
        empty.getMetadata().setName(of.getMetadata().getName());
        empty.getMetadata().setNamespace(of.getMetadata().getNamespace());
        empty.setStatus(status);
        return empty;
    }
}
