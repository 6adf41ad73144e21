package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.MemberPromoteRequest;
import io.metastore.api.etcdserverpb.MemberPromoteResponse;
import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a learner its vote. */
@Command(
        name = "promote",
        description = {
            "Makes a learner a voter.",
            "It is refused until the learner has caught up with the leader; try again then.%n"
        },
        footer = {"", "Example:", "  metastore member promote 8e9e05c52164694d"})
final class MemberPromoteCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "ID", description = "The id of the learner.")
    private MemberId id = new MemberId(0);

    MemberPromoteCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MemberPromoteRequest request = MemberPromoteRequest.newBuilder().setID(id.value()).build();
        try (ClusterConnection cluster = ClusterConnection.open(connection)) {
            MemberPromoteResponse answer = cluster.call(stub -> stub.memberPromote(request));
            new MemberOutput(context.console(), output)
                    .changed(answer.getHeader(), answer.getMembersList(), id, "promoted in");
        }
        return ExitCode.OK;
    }
}
