package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.api.RestoreSource;
import io.metastore.operator.manifest.ToolJobs.Mount;
import io.metastore.operator.manifest.ToolJobs.Tool;
import java.util.List;
import java.util.Objects;

/** The job that puts a backup on the volume of the first member. */
public final class Restores {
    private Restores() {}

    public static Job job(MetaStoreCluster cluster, Images images) {
        Names names = Names.of(cluster);
        RestoreSource source = Objects.requireNonNull(cluster.getSpec().restore(), "spec.restore");
        BackupAccess access = BackupAccess.to(source, String.valueOf(source.file()), true);
        List<String> args =
                List.of(
                        "snapshot",
                        "restore",
                        access.address(),
                        "--data-dir=" + MemberContainer.DATA_DIRECTORY,
                        "--name=" + names.pod(0),
                        "--initial-cluster=%s=%s".formatted(names.pod(0), names.peerUrl(0)),
                        "--initial-advertise-peer-urls=" + names.peerUrl(0),
                        "--initial-cluster-token=" + names.token());
        Mount data = new Mount(Names.VOLUME, MemberContainer.MOUNT, names.claim(0), false);
        return ToolJobs.job(
                Owner.metadata(cluster, names.restoreJob()),
                cluster,
                images,
                new Tool(
                        "restore",
                        BackupAccess.joined(args, access.options()),
                        access.variables(),
                        cluster.getSpec().resources(),
                        BackupAccess.joined(List.of(data), access.mounts())));
    }
}
