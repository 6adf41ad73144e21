package io.metastore.operator.plan;

/**
 * What the user asked for, as far as it matters for the order of steps.
 *
 * @param template stands for everything in the template of the pods; another value means other pods
 * @param rolls whether the operator restarts pods whose template is outdated
 * @param deletesVolumes whether volumes without a member may be deleted
 */
public record Wanted(
        int replicas, String template, boolean paused, boolean rolls, boolean deletesVolumes) {}
