package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.MemberRemoveRequest;
import io.metastore.api.etcdserverpb.MemberRemoveResponse;
import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a member out of the cluster for good. */
@Command(
        name = "remove",
        description = {
            "Takes a member out of the cluster, which stops it.",
            "Its data is of no use any more; to have it back, add it anew and start it without"
                    + " data.%n"
        },
        footer = {"", "Example:", "  metastore member remove 8e9e05c52164694d"})
final class MemberRemoveCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "ID", description = "The id of the member.")
    private MemberId id = new MemberId(0);

    MemberRemoveCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MemberRemoveRequest request = MemberRemoveRequest.newBuilder().setID(id.value()).build();
        try (ClusterConnection cluster = ClusterConnection.open(connection)) {
            MemberRemoveResponse answer = cluster.call(stub -> stub.memberRemove(request));
            new MemberOutput(context.console(), output)
                    .changed(answer.getHeader(), answer.getMembersList(), id, "removed from");
        }
        return ExitCode.OK;
    }
}
