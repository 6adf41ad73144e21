package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberListResponse;
import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the members. */
@Command(
        name = "list",
        description = {
            "Shows the members of the cluster.",
            "One that was added and has not started yet has no name and no client URLs.%n"
        },
        footer = {"", "Example:", "  metastore member list -w table"})
final class MemberListCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    /** etcdctl's letters. */
    enum Consistency {
        /** Linearizable: what a majority has agreed on by now. */
        l,
        /** Serializable: what the member that is asked knows, also without a leader. */
        s
    }

    @Option(
            names = "--consistency",
            paramLabel = "<l|s>",
            defaultValue = "l",
            description = "l asks through the quorum, s what the member itself knows (l).")
    private Consistency consistency = Consistency.l;

    MemberListCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MemberListRequest request =
                MemberListRequest.newBuilder()
                        .setLinearizable(consistency == Consistency.l)
                        .build();
        try (ClusterConnection cluster = ClusterConnection.open(connection)) {
            MemberListResponse answer = cluster.call(stub -> stub.memberList(request));
            MemberOutput shown = new MemberOutput(context.console(), output);
            shown.list(answer.getHeader(), answer.getMembersList());
        }
        return ExitCode.OK;
    }
}
