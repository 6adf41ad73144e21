package io.metastore.cli.tool;

import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.cli.tool.EndpointOptions.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The hash of each member's history: members that agree have the same. */
@Command(
        name = "hashkv",
        description = {
            "Shows the hash of each member's history up to a revision.",
            "Members that hold the same have the same hash at the same revision.%n"
        },
        footer = {"", "Example:", "  metastore endpoint hashkv --cluster --rev 1000 -w table"})
final class EndpointHashCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private EndpointOptions endpoints = new EndpointOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--rev",
            paramLabel = "<revision>",
            defaultValue = "0",
            description = "Up to this revision; 0 for the newest of each member (0).")
    private long revision;

    EndpointHashCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(revision).build();
        List<Answer<HashKVResponse>> answers =
                endpoints.ask(
                        channel ->
                                endpoints
                                        .limited(MaintenanceGrpc.newBlockingStub(channel))
                                        .hashKV(request));
        return new EndpointOutput(context.console(), output)
                .write(
                        answers,
                        new EndpointOutput.Layout<>(
                                new String[] {"endpoint", "hash", "hash revision"},
                                EndpointHashCommand::cells,
                                EndpointHashCommand::json));
    }

    private static List<Object> cells(Endpoint endpoint, HashKVResponse hash) {
        return List.of(endpoint, Integer.toUnsignedLong(hash.getHash()), hash.getHashRevision());
    }

    private static Map<String, Object> json(Endpoint endpoint, HashKVResponse hash) {
        return AnswerFields.of(endpoint, "HashKV", AnswerFields.hash(hash));
    }
}
