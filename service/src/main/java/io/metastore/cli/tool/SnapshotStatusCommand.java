package io.metastore.cli.tool;

import io.metastore.backup.BackupReader;
import io.metastore.backup.BackupStatus;
import io.metastore.cli.ExitCode;
import io.metastore.disk.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in a snapshot file. */
@Command(
        name = "status",
        description = {
            "Shows what is in a snapshot file of MetaStore or of etcd 3.4 to 3.7.",
            "Reads all of it and verifies the SHA-256 at its end. The hash is of every key and"
                    + " value, and equals etcdutl's. A snapshot in S3 is fetched first.%n"
        },
        footer = {"", "Example:", "  metastore snapshot status backup.db -w table"})
final class SnapshotStatusCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private OutputOptions output = new OutputOptions();

    @Mixin private ProgressOption progress = new ProgressOption();
    @Mixin private S3Options s3 = new S3Options();

    @Parameters(paramLabel = "FILE", description = "The snapshot: a file, or s3://bucket/key.")
    private String place = "";

    @Option(
            names = "--temp-dir",
            paramLabel = "<dir>",
            defaultValue = "${sys:java.io.tmpdir}",
            description =
                    "Where a snapshot from S3 is kept while it is looked at (${DEFAULT-VALUE}).")
    private Path temporary = Path.of("");

    SnapshotStatusCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        BackupStatus status =
                SnapshotSource.read(
                        SnapshotPlace.of(place, s3), "cannot write to " + temporary, this::status);
        context.console().print(text(status));
        return ExitCode.OK;
    }

    private BackupStatus status(SnapshotPlace snapshot) throws IOException {
        Path room = Files.createTempDirectory(temporary, "metastore-snapshot");
        try (var shown = progress.begin(context, "");
                BackupReader reader = snapshot.open(room, shown)) {
            // A database copied from a data directory has no digest, which is no damage.
            if (reader.hasHash()) {
                reader.verifyHash();
            }
            return reader.status();
        } finally {
            DirectoryTree.delete(room);
        }
    }

    private String text(BackupStatus status) {
        String hash = Long.toHexString(status.hash());
        String size = ByteSize.text(status.totalBytes());
        return switch (output.form()) {
            case json -> JsonText.line(json(status));
            case table -> {
                var table =
                        new TextTable("hash", "revision", "total keys", "total size", "version");
                table.row(
                        hash, status.revision(), status.totalKeys(), size, status.storageVersion());
                yield table.toString();
            }
            case simple ->
                    "%s, %d, %d, %s, %s%n"
                            .formatted(
                                    hash,
                                    status.revision(),
                                    status.totalKeys(),
                                    size,
                                    status.storageVersion());
        };
    }

    private static Map<String, Object> json(BackupStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("hash", status.hash());
        fields.put("revision", status.revision());
        fields.put("totalKey", status.totalKeys());
        fields.put("totalSize", status.totalBytes());
        fields.put("version", status.storageVersion());
        return fields;
    }
}
