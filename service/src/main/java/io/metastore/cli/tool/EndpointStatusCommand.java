package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.StatusRequest;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.cli.tool.EndpointOptions.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What each member says of itself. */
@Command(
        name = "status",
        description = {
            "Shows what each member says of itself: whether it leads, how far it is, how much it"
                    + " holds, and what is wrong with it.%n"
        },
        footer = {"", "Example:", "  metastore endpoint status --cluster -w table"})
final class EndpointStatusCommand implements Callable<Integer> {
    private static final int PERCENT = 100;

    private static final String[] HEADINGS = {
        "endpoint",
        "id",
        "version",
        "storage version",
        "db size",
        "in use",
        "percentage not in use",
        "quota",
        "is leader",
        "is learner",
        "raft term",
        "raft index",
        "raft applied index",
        "errors"
    };

    private final ToolContext context;

    @Mixin private EndpointOptions endpoints = new EndpointOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    EndpointStatusCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Answer<StatusResponse>> answers =
                endpoints.ask(
                        channel ->
                                endpoints
                                        .limited(MaintenanceGrpc.newBlockingStub(channel))
                                        .status(StatusRequest.getDefaultInstance()));
        return new EndpointOutput(context.console(), output)
                .write(
                        answers,
                        new EndpointOutput.Layout<>(
                                HEADINGS,
                                EndpointStatusCommand::cells,
                                EndpointStatusCommand::json));
    }

    private static Map<String, Object> json(Endpoint endpoint, StatusResponse status) {
        return AnswerFields.of(endpoint, "Status", AnswerFields.status(status));
    }

    private static List<Object> cells(Endpoint endpoint, StatusResponse status) {
        long size = status.getDbSize();
        long unused = size == 0 ? 0 : PERCENT - PERCENT * status.getDbSizeInUse() / size;
        List<Object> cells = new ArrayList<>();
        cells.add(endpoint);
        cells.add(Long.toHexString(status.getHeader().getMemberId()));
        cells.add(status.getVersion());
        cells.add(status.getStorageVersion());
        cells.add(ByteSize.text(size));
        cells.add(ByteSize.text(status.getDbSizeInUse()));
        cells.add(unused + "%");
        cells.add(ByteSize.text(status.getDbSizeQuota()));
        cells.add(status.getLeader() == status.getHeader().getMemberId());
        cells.add(status.getIsLearner());
        cells.add(status.getRaftTerm());
        cells.add(status.getRaftIndex());
        cells.add(status.getRaftAppliedIndex());
        cells.add(status.getErrorsList().stream().collect(Collectors.joining("; ")));
        return cells;
    }
}
