package io.metastore.cli.tool;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.cli.ExitCode;
import io.metastore.cli.tool.EndpointOptions.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether each member answers for the cluster: a linearizable read must succeed, without alarm. */
@Command(
        name = "health",
        description = {
            "Shows whether each member serves: it has to read through the quorum, and no alarm may"
                    + " be raised.",
            "Ends with 1 when a member is not healthy.%n"
        },
        footer = {"", "Example:", "  metastore endpoint health --cluster"})
final class EndpointHealthCommand implements Callable<Integer> {
    private static final RangeRequest PROBE =
            RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("health")).build();
    private static final double NANOS_PER_MILLI = 1e6;

    private final ToolContext context;

    @Mixin private EndpointOptions endpoints = new EndpointOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    EndpointHealthCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Answer<String>> answers = endpoints.ask(this::took);
        switch (output.form()) {
            case simple -> answers.forEach(this::line);
            case table -> context.console().print(table(answers));
            case json -> context.console().print(JsonText.line(json(answers)));
        }
        if (answers.stream().allMatch(answer -> answer.answer().isPresent())) {
            return ExitCode.OK;
        }
        throw new ToolFailure("unhealthy cluster");
    }

    /** How long a member that is healthy took to answer. */
    private String took(Channel channel) {
        long start = context.nanoTime().getAsLong();
        endpoints.limited(KVGrpc.newBlockingStub(channel)).range(PROBE);
        long nanos = context.nanoTime().getAsLong() - start;
        List<AlarmMember> alarms =
                endpoints
                        .limited(MaintenanceGrpc.newBlockingStub(channel))
                        .alarm(AlarmRequest.getDefaultInstance())
                        .getAlarmsList();
        if (!alarms.isEmpty()) {
            throw new ToolFailure(
                    "Active Alarm(s): "
                            + alarms.stream()
                                    .map(alarm -> alarm.getAlarm().toString())
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        return "%.3fms".formatted(nanos / NANOS_PER_MILLI);
    }

    private void line(Answer<String> answer) {
        answer.answer()
                .ifPresentOrElse(
                        took ->
                                context.console()
                                        .print(
                                                ("%s is healthy: successfully committed proposal:"
                                                                + " took = %s%n")
                                                        .formatted(answer.endpoint(), took)),
                        () ->
                                context.console()
                                        .error(
                                                "%s is unhealthy: %s"
                                                        .formatted(
                                                                answer.endpoint(),
                                                                answer.failure())));
    }

    private static String table(List<Answer<String>> answers) {
        var table = new TextTable("endpoint", "health", "took", "error");
        answers.forEach(
                answer ->
                        table.row(
                                answer.endpoint(),
                                answer.answer().isPresent(),
                                answer.answer().orElse(""),
                                answer.failure()));
        return table.toString();
    }

    private static List<Map<String, Object>> json(List<Answer<String>> answers) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Answer<String> answer : answers) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("endpoint", answer.endpoint().toString());
            fields.put("health", answer.answer().isPresent());
            fields.put("took", answer.answer().orElse(""));
            if (!answer.failure().isEmpty()) {
                fields.put("error", answer.failure());
            }
            objects.add(fields);
        }
        return objects;
    }
}
