package io.metastore.cli.tool;

import io.metastore.cli.Console;
import io.metastore.cli.ExitCode;
import io.metastore.cli.tool.EndpointOptions.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Writes what members have answered, and says of the others why they have not. */
final class EndpointOutput {
    private final Console console;
    private final OutputOptions options;

    /** How an answer looks: as a row, and as an object. */
    static final class Layout<T> {
        private final String[] headings;
        private final BiFunction<Endpoint, T, List<Object>> cells;
        private final BiFunction<Endpoint, T, Map<String, Object>> json;

        Layout(
                String[] headings,
                BiFunction<Endpoint, T, List<Object>> cells,
                BiFunction<Endpoint, T, Map<String, Object>> json) {
            this.headings = headings;
            this.cells = cells;
            this.json = json;
        }
    }

    EndpointOutput(Console console, OutputOptions options) {
        this.console = console;
        this.options = options;
    }

    /** Returns what the command ends with: a failure when a member did not answer. */
    <T> int write(List<Answer<T>> answers, Layout<T> layout) {
        boolean complete = true;
        for (Answer<T> answer : answers) {
            if (answer.answer().isEmpty()) {
                complete = false;
                console.error(answer.failure());
            }
        }
        console.print(text(answers, layout));
        return complete ? ExitCode.OK : ExitCode.FAILURE;
    }

    private <T> String text(List<Answer<T>> answers, Layout<T> layout) {
        return switch (options.form()) {
            case simple ->
                    rows(answers, layout).stream()
                            .map(EndpointOutput::line)
                            .collect(Collectors.joining());
            case table -> {
                var table = new TextTable(layout.headings);
                rows(answers, layout).forEach(row -> table.row(row.toArray()));
                yield table.toString();
            }
            case json -> JsonText.line(objects(answers, layout));
        };
    }

    private static String line(List<Object> row) {
        return row.stream().map(String::valueOf).collect(Collectors.joining(", ", "", "\n"));
    }

    private static <T> List<List<Object>> rows(List<Answer<T>> answers, Layout<T> layout) {
        List<List<Object>> rows = new ArrayList<>();
        for (Answer<T> answer : answers) {
            answer.answer().ifPresent(one -> rows.add(layout.cells.apply(answer.endpoint(), one)));
        }
        return rows;
    }

    private static <T> List<Map<String, Object>> objects(
            List<Answer<T>> answers, Layout<T> layout) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Answer<T> answer : answers) {
            answer.answer()
                    .ifPresent(one -> objects.add(layout.json.apply(answer.endpoint(), one)));
        }
        return objects;
    }
}
