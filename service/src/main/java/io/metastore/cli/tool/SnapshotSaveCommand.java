package io.metastore.cli.tool;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.SnapshotRequest;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.backup.BackupDigest;
import io.metastore.cli.ExitCode;
import io.metastore.s3.ObjectStoreException;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the state of a running cluster to a file or an object in S3. */
@Command(
        name = "save",
        description = {
            "Writes the whole state of a running cluster, of MetaStore or etcd, to a file.",
            "The member goes on serving meanwhile. The file appears under its name when it is"
                    + " complete, verified and durable. The same holds for an object in S3, which"
                    + " takes no room on this machine.%n"
        },
        footer = {
            "",
            "Example, a backup with the time in its name:",
            "  metastore snapshot save backup-$(date +%%Y%%m%%d-%%H%%M%%S).db",
            "In S3, with the credentials that AWS's tools find, AWS_ACCESS_KEY_ID and so on:",
            "  metastore snapshot save s3://bucket/backup.db --s3-endpoint https://s3.example.com",
            "Next:",
            "  metastore snapshot status FILE     shows what is in it",
            "  metastore snapshot restore FILE    makes a new cluster of it"
        })
final class SnapshotSaveCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private ProgressOption progress = new ProgressOption();
    @Mixin private S3Options s3 = new S3Options();

    @Parameters(
            paramLabel = "FILE",
            description = "Where to write the snapshot: a file, or s3://bucket/key.")
    private String place = "";

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    SnapshotSaveCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Endpoint endpoint = connection.single("a snapshot is of");
        try (SnapshotPlace target = SnapshotPlace.of(place, s3);
                Connection member = connection.connect(endpoint)) {
            if (target.isTaken(force)) {
                throw new ToolFailure(
                        place + " exists already; give another name, or --force to replace it");
            }
            return save(member, target);
        } catch (ObjectStoreException e) {
            throw new ToolFailure("cannot write " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ToolFailure("cannot write " + place + ": " + Reasons.of(e), e);
        }
    }

    private int save(Connection member, SnapshotPlace target) throws IOException {
        Iterator<SnapshotResponse> parts =
                MaintenanceGrpc.newBlockingStub(member.channel())
                        .snapshot(SnapshotRequest.getDefaultInstance());
        var received = new Received();
        // The first part tells how much there will be.
        SnapshotResponse part = next(parts, member);
        long totalBytes = part.getBlob().size() + part.getRemainingBytes();
        try (var writer = target.write(totalBytes);
                var shown = progress.begin(context, "")) {
            while (!part.getBlob().isEmpty()) {
                writer.write(part.getBlob().asReadOnlyByteBuffer());
                received.add(part);
                shown.at("snapshot:", received.bytes(), totalBytes);
                part = next(parts, member);
            }
            received.verify();
            writer.complete();
        }
        print(received);
        return ExitCode.OK;
    }

    /** The next part; an empty one when there is none. */
    private static SnapshotResponse next(Iterator<SnapshotResponse> parts, Connection member) {
        try {
            return parts.hasNext() ? parts.next() : SnapshotResponse.getDefaultInstance();
        } catch (StatusRuntimeException e) {
            throw member.failure(e);
        }
    }

    private void print(Received received) {
        if (output.form() == OutputOptions.Form.json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("path", place);
            fields.put("totalSize", received.bytes());
            fields.put("version", received.version);
            context.console().print(JsonText.line(fields));
            return;
        }
        context.console().print("Snapshot saved at " + place + "\n");
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

        void verify() {
            if (!BackupDigest.isBehind(bytes())) {
                throw new ToolFailure(
                        "the snapshot is incomplete: it ends after %d bytes, without a checksum"
                                .formatted(bytes()));
            }
            if (digest.mismatch().isPresent()) {
                throw new ToolFailure("the snapshot was damaged on its way; try again");
            }
        }
    }
}
