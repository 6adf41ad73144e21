package io.metastore.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A cluster of MetaStore members that the operator keeps as its specification says. */
@Group(MetaStoreCluster.GROUP)
@Version(MetaStoreCluster.VERSION)
@Kind("MetaStoreCluster")
@ShortNames("msc")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message =
                "the name becomes that of services: lower case letters, digits and dashes, a letter"
                        + " first")
@ValidationRule(value = "has(self.spec)", message = "spec is missing")
@ValidationRule(
        value = "size(self.metadata.name) <= " + MetaStoreCluster.NAME_LENGTH_MAX,
        message = "the name must not be longer than " + MetaStoreCluster.NAME_LENGTH_MAX)
@AdditionalPrinterColumn(
        name = "Desired",
        jsonPath = ".spec.replicas",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Healthy",
        jsonPath = ".status.readyReplicas",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Available",
        jsonPath = ".status.conditions[?(@.type==\"Available\")].status")
@AdditionalPrinterColumn(name = "Leader", jsonPath = ".status.leader")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version")
@AdditionalPrinterColumn(name = "Step", jsonPath = ".status.step")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class MetaStoreCluster extends CustomResource<ClusterSpec, ClusterStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1L;

    public static final String GROUP = "metastore.io";
    public static final String VERSION = "v1alpha1";

    /** What is appended for pods, revisions and jobs must fit into a label of 63 characters. */
    public static final int NAME_LENGTH_MAX = 40;
}
