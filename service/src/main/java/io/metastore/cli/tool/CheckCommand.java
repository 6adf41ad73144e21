package io.metastore.cli.tool;

import io.metastore.cli.ExitCode;
import io.metastore.datadir.CheckReport;
import io.metastore.datadir.CheckReport.Part;
import io.metastore.datadir.DataDirectoryCheck;
import io.metastore.datadir.DataDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for damage in the data directory of a stopped member. */
@Command(
        name = "check",
        description = {
            "Looks for damage in the data directory of a stopped member.",
            "Reads every file and verifies its checksums, then whether keys, their past, leases and"
                    + " members fit together. Changes nothing.%n"
        },
        footer = {
            "",
            "Ends with 0 when everything is good, and with 1 when damage was found.",
            "A damaged member: remove it from its cluster, empty its directory and add it again;",
            "or restore a backup (metastore snapshot restore --help)."
        })
final class CheckCommand implements Callable<Integer> {
    private final ToolContext context;

    @Mixin private OutputOptions output = new OutputOptions();

    @Mixin private ProgressOption progress = new ProgressOption();

    @Parameters(paramLabel = "DATA_DIR", description = "What --data-dir names for the server.")
    private Path directory = Path.of("");

    @Option(
            names = "--temp-dir",
            paramLabel = "<dir>",
            defaultValue = "${sys:java.io.tmpdir}",
            description =
                    "Where the state of a member with --storage memory is unpacked to look at it;"
                            + " takes about as much room as the state (${DEFAULT-VALUE}).")
    private Path temporary = Path.of("");

    CheckCommand(ToolContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(directory)) {
            throw new ToolFailure("there is no directory " + directory);
        }
        if (!DataDirectoryCheck.isDataDirectory(directory)) {
            throw new ToolFailure(
                    directory
                            + " is not the data directory of a member: it has no log and no vote");
        }
        CheckReport report = check();
        print(report);
        return report.isGood() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private CheckReport check() {
        try (var shown = progress.begin(context, "rows")) {
            return new DataDirectoryCheck(directory, temporary, shown::at).run();
        } catch (DataDirectoryException e) {
            throw new ToolFailure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ToolFailure("cannot check " + directory + ": " + Reasons.of(e), e);
        }
    }

    private void print(CheckReport report) {
        switch (output.form()) {
            case json -> context.console().print(JsonText.line(json(report)));
            case table -> context.console().print(table(report));
            case simple -> context.console().print(lines(report));
        }
    }

    private static Map<String, Object> json(CheckReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("good", report.isGood());
        fields.put("parts", report.parts().stream().map(CheckCommand::json).toList());
        return fields;
    }

    private static Map<String, Object> json(Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", part.name());
        fields.put("path", part.path().toString());
        fields.put("good", part.problems().isEmpty());
        fields.put("facts", part.facts());
        fields.put("problems", part.problems());
        return fields;
    }

    private static String table(CheckReport report) {
        var table = new TextTable("part", "state", "path", "facts");
        for (Part part : report.parts()) {
            table.row(part.name(), state(part), part.path(), part.facts());
        }
        return table + problems(report.parts());
    }

    private static String lines(CheckReport report) {
        var text = new StringBuilder();
        for (Part part : report.parts()) {
            String facts = part.facts().isEmpty() ? "" : " (" + part.facts() + ")";
            text.append("%-8s %-7s %s%s%n".formatted(part.name(), state(part), part.path(), facts));
        }
        return text + problems(report.parts());
    }

    private static String problems(List<Part> parts) {
        var text = new StringBuilder();
        for (Part part : parts) {
            for (String problem : part.problems()) {
                text.append("%s %s: %s%n".formatted(part.name(), part.path(), problem));
            }
        }
        return text.toString();
    }

    private static String state(Part part) {
        return part.problems().isEmpty() ? "good" : "damaged";
    }
}
