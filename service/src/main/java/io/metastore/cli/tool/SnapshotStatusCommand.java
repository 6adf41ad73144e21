package io.metastore.cli.tool;

import io.metastore.backup.BackupReader;
import io.metastore.backup.BackupStatus;
import io.metastore.cli.ExitCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is in a snapshot file. */
@Command(
        name = "status",
        description = {
            "Shows what is in a snapshot file of MetaStore or of etcd 3.4 to 3.7.",
            "Reads all of it and verifies the SHA-256 at its end. The hash is of every key and"
                    + " value, and equals etcdutl's.%n"
        },
        footer = {"", "Example:", "  metastore snapshot status backup.db -w table"})
final class SnapshotStatusCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "FILE", description = "The snapshot.")
    private Path file = Path.of("");

    SnapshotStatusCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.console().print(text(SnapshotFiles.read(file, this::verified)));
        return ExitCode.OK;
    }

    private BackupStatus verified(BackupReader snapshot) {
        // A database copied from a data directory has no digest, which is no damage.
        if (SnapshotFiles.hasDigest(file)) {
            snapshot.verifyHash();
        }
        return snapshot.status();
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
