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
    private static final String BACKUP = "backup";
    private static final String BACKUP_MOUNT = "/backup";

    private Restores() {}

    public static Job job(MetaStoreCluster cluster, Images images) {
        Names names = Names.of(cluster);
        RestoreSource source = Objects.requireNonNull(cluster.getSpec().restore(), "spec.restore");
        List<String> args =
                List.of(
                        "snapshot",
                        "restore",
                        BACKUP_MOUNT + "/" + source.file(),
                        "--data-dir=" + MemberContainer.DATA_DIRECTORY,
                        "--name=" + names.pod(0),
                        "--initial-cluster=%s=%s".formatted(names.pod(0), names.peerUrl(0)),
                        "--initial-advertise-peer-urls=" + names.peerUrl(0),
                        "--initial-cluster-token=" + names.token());
        List<Mount> mounts =
                List.of(
                        new Mount(Names.VOLUME, MemberContainer.MOUNT, names.claim(0), false),
                        new Mount(BACKUP, BACKUP_MOUNT, source.claimName(), true));
        return ToolJobs.job(
                Owner.metadata(cluster, names.restoreJob()),
                cluster,
                images,
                new Tool("restore", args, cluster.getSpec().resources(), mounts));
    }
}
