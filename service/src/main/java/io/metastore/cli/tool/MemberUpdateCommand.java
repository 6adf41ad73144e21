package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.MemberUpdateRequest;
import io.metastore.api.etcdserverpb.MemberUpdateResponse;
import io.metastore.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells the cluster where a member is reached from now on. */
@Command(
        name = "update",
        description = {
            "Gives a member other peer URLs.",
            "Start the member with --listen-peer-urls for its new place afterwards.%n"
        },
        footer = {
            "",
            "Example:",
            "  metastore member update 8e9e05c52164694d --peer-urls http://127.0.0.1:23809"
        })
final class MemberUpdateCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Mixin private PeerUrlsOption peerUrls = new PeerUrlsOption();

    @Parameters(paramLabel = "ID", description = "The id of the member.")
    private MemberId id = new MemberId(0);

    MemberUpdateCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MemberUpdateRequest request =
                MemberUpdateRequest.newBuilder()
                        .setID(id.value())
                        .addAllPeerURLs(peerUrls.urls())
                        .build();
        try (ClusterConnection cluster = ClusterConnection.open(connection)) {
            MemberUpdateResponse answer = cluster.call(stub -> stub.memberUpdate(request));
            new MemberOutput(context.console(), output)
                    .changed(answer.getHeader(), answer.getMembersList(), id, "updated in");
        }
        return ExitCode.OK;
    }
}
