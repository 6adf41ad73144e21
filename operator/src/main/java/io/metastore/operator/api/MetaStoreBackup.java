package io.metastore.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One backup of a cluster, made once. Deleting it leaves the file where it is. */
@Group(MetaStoreCluster.GROUP)
@Version(MetaStoreCluster.VERSION)
@Kind("MetaStoreBackup")
@ShortNames("msb")
@ValidationRule(value = "has(self.spec)", message = "spec is missing")
@ValidationRule(
        value = "size(self.metadata.name) <= " + MetaStoreBackup.NAME_LENGTH_MAX,
        message = "the name must not be longer than " + MetaStoreBackup.NAME_LENGTH_MAX)
@AdditionalPrinterColumn(name = "Cluster", jsonPath = ".spec.clusterName")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Location", jsonPath = ".status.location")
@AdditionalPrinterColumn(
        name = "Completed",
        jsonPath = ".status.completedAt",
        type = AdditionalPrinterColumn.Type.DATE)
public final class MetaStoreBackup extends CustomResource<BackupSpec, BackupStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** The name of its job must fit into a label of 63 characters. */
    public static final int NAME_LENGTH_MAX = 56;
}
