package io.metastore.cli.tool;

import io.metastore.backup.LoadOptions;
import io.metastore.cli.ExitCode;
import io.metastore.datadir.NewMember;
import io.metastore.datadir.RestoredDirectory;
import io.metastore.datadir.RestoredState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the data directory of a member of a new cluster from a snapshot. */
@Command(
        name = "restore",
        description = {
            "Makes the data directory of a member of a new cluster from a snapshot.",
            "The snapshot may be MetaStore's or one of etcd 3.4 to 3.7. Run this once for each"
                    + " member, with the same file, the same --initial-cluster and token, and its own"
                    + " --name. The new cluster has an id of its own, so that members of the old one"
                    + " do not join it by mistake.%n"
        },
        footer = {
            "",
            "One member:",
            "  metastore snapshot restore backup.db --data-dir new",
            "The second of three members:",
            "  metastore snapshot restore backup.db --data-dir new --name m2 \\",
            "    --initial-cluster m1=http://h1:2380,m2=http://h2:2380,m3=http://h3:2380",
            "For clients that watch, such as Kubernetes, so that none misses the step back in time:",
            "  metastore snapshot restore backup.db --data-dir new \\",
            "    --bump-revision 1000000000 --mark-compacted"
        })
final class SnapshotRestoreCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private RestoredMemberOptions member = new RestoredMemberOptions();
    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private ProgressOption progress = new ProgressOption();
    @Mixin private S3Options s3 = new S3Options();

    @Parameters(
            paramLabel = "FILE",
            description =
                    "The snapshot: a file, or s3://bucket/key, which is fetched to where the"
                            + " directory will be.")
    private String place = "";

    @Option(
            names = "--data-dir",
            paramLabel = "<dir>",
            description = "The directory to make; must not exist, or be empty (NAME.etcd).")
    private @Nullable Path directory;

    @Option(
            names = "--skip-hash-check",
            description =
                    "Do not verify the SHA-256 at the end; for a database copied from the data"
                            + " directory of an etcd that was stopped, which has none.")
    private boolean skipHashCheck;

    @Option(
            names = "--bump-revision",
            paramLabel = "<n>",
            description = "Let revisions go on that far behind the newest one; 0 for not at all.")
    private long bumpRevision;

    @Option(
            names = "--mark-compacted",
            description =
                    "Count everything up to the new revision as compacted, so that watchers start"
                            + " over; goes with --bump-revision.")
    private boolean markCompacted;

    @Option(
            names = "--disable-auth",
            description =
                    "Take a snapshot in which auth is enabled, and disable it: everybody can then"
                            + " read and write. Users and roles are kept.")
    private boolean disableAuth;

    @Option(
            names = "--storage",
            paramLabel = "<engine>",
            defaultValue = "memory",
            description = "The engine to start the member with: memory or rocksdb (memory).")
    private Storage storage = Storage.memory;

    /** The engines of the server. */
    enum Storage {
        memory,
        rocksdb
    }

    SnapshotRestoreCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        NewMember created = member.member();
        Path target = directory == null ? Path.of(created.name() + ".etcd") : directory;
        LoadOptions options = options();
        RestoredState restored =
                SnapshotSource.read(
                        SnapshotPlace.of(place, s3),
                        "cannot make " + target,
                        snapshot ->
                                restore(snapshot, new RestoredDirectory(target, created), options));
        print(created, target, restored);
        return ExitCode.OK;
    }

    private RestoredState restore(
            SnapshotPlace snapshot, RestoredDirectory directory, LoadOptions options)
            throws IOException {
        try (var shown = progress.begin(context, "")) {
            return directory.create(room -> snapshot.open(room, shown), options, disableAuth);
        }
    }

    private LoadOptions options() {
        if (bumpRevision < 0) {
            throw new ToolUsageException("--bump-revision must not be negative");
        }
        if (bumpRevision > 0 && !markCompacted) {
            throw new ToolUsageException("--mark-compacted is required with --bump-revision");
        }
        if (bumpRevision == 0 && markCompacted) {
            throw new ToolUsageException("--mark-compacted goes with --bump-revision only");
        }
        return new LoadOptions(skipHashCheck, bumpRevision, markCompacted);
    }

    private void print(NewMember created, Path target, RestoredState restored) {
        if (output.form() == OutputOptions.Form.json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("dataDir", target.toString());
            fields.put("clusterId", Long.toHexString(created.clusterId()));
            fields.put("memberId", Long.toHexString(created.memberId()));
            fields.put("revision", restored.revision());
            fields.put("compactRevision", restored.compactRevision());
            fields.put("totalKey", restored.keys());
            context.console().print(JsonText.line(fields));
            return;
        }
        context.console()
                .print(
                        "Restored %d keys at revision %d to %s (member %s of cluster %s).%n"
                                .formatted(
                                        restored.keys(),
                                        restored.revision(),
                                        target,
                                        Long.toHexString(created.memberId()),
                                        Long.toHexString(created.clusterId())));
        if (created.peerUrls().size() > 1) {
            context.console()
                    .print(
                            "Restore the same file for %s, too; then start each member.%n"
                                    .formatted(member.others(created)));
        }
        context.console()
                .print(
                        "Next:%n%s%n"
                                .formatted(member.serverCommand(created, target, storage.name())));
    }
}
