package io.metastore.cli.tool;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.SnapshotRequest;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.backup.BackupDigest;
import io.metastore.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the state of a running cluster to a file. */
@Command(
        name = "save",
        description = {
            "Writes the whole state of a running cluster, of MetaStore or etcd, to a file.",
            "The member goes on serving meanwhile. The file appears under its name when it is"
                    + " complete, verified and durable.%n"
        },
        footer = {
            "",
            "Example, a backup with the time in its name:",
            "  metastore snapshot save backup-$(date +%%Y%%m%%d-%%H%%M%%S).db",
            "Next:",
            "  metastore snapshot status FILE     shows what is in it",
            "  metastore snapshot restore FILE    makes a new cluster of it"
        })
final class SnapshotSaveCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private ProgressOption progress = new ProgressOption();

    @Parameters(paramLabel = "FILE", description = "Where to write the snapshot.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    SnapshotSaveCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Endpoint endpoint = connection.single("a snapshot is of");
        if (Files.exists(file) && (!force || Files.isDirectory(file))) {
            throw new ToolFailure(
                    file + " exists already; give another name, or --force to replace a file");
        }
        try (Connection member = connection.connect(endpoint)) {
            return save(member);
        } catch (IOException e) {
            throw new ToolFailure("cannot write " + file + ": " + Reasons.of(e), e);
        }
    }

    private int save(Connection member) throws IOException {
        var received = new Received();
        try (var target = new PartialFile(file);
                var shown = progress.begin(context, "")) {
            receive(member, target, received, shown);
            if (!BackupDigest.isBehind(received.bytes())) {
                throw new ToolFailure(
                        "the snapshot is incomplete: it ends after %d bytes, without a checksum"
                                .formatted(received.bytes()));
            }
            if (received.digest.mismatch().isPresent()) {
                throw new ToolFailure("the snapshot was damaged on its way; try again");
            }
            target.complete();
        }
        print(received);
        return ExitCode.OK;
    }

    private static void receive(
            Connection member, PartialFile target, Received received, Progress shown)
            throws IOException {
        try {
            Iterator<SnapshotResponse> parts =
                    MaintenanceGrpc.newBlockingStub(member.channel())
                            .snapshot(SnapshotRequest.getDefaultInstance());
            while (parts.hasNext()) {
                SnapshotResponse part = parts.next();
                target.write(part.getBlob().asReadOnlyByteBuffer());
                received.add(part);
                shown.at(
                        "snapshot:", received.bytes(), received.bytes() + part.getRemainingBytes());
            }
        } catch (StatusRuntimeException e) {
            throw member.failure(e);
        }
    }

    private void print(Received received) {
        if (output.form() == OutputOptions.Form.json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("path", file.toString());
            fields.put("totalSize", received.bytes());
            fields.put("version", received.version);
            context.console().print(JsonText.line(fields));
            return;
        }
        context.console().print("Snapshot saved at " + file + "\n");
        if (!received.version.isEmpty()) {
            context.console().print("Server version " + received.version + "\n");
        }
    }

    /** What has arrived so far. */
    private static final class Received {
        private final BackupDigest digest = new BackupDigest();
        private String version = "";

        void add(SnapshotResponse part) {
            digest.update(part.getBlob().asReadOnlyByteBuffer());
            if (!part.getVersion().isEmpty()) {
                version = part.getVersion();
            }
        }

        long bytes() {
            return digest.totalBytes();
        }
    }
}
