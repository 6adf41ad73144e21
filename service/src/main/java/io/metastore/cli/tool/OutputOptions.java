package io.metastore.cli.tool;

import picocli.CommandLine.Option;

/** How a command writes its result; etcdctl's flag. */
public final class OutputOptions {
    /** The forms a result can have. */
    public enum Form {
        /** Lines or values, as etcd's tools print them. */
        simple,
        /** A table for people. */
        table,
        /** One JSON object for programs. */
        json
    }

    @Option(
            names = {"-w", "--write-out"},
            paramLabel = "<form>",
            defaultValue = "simple",
            description = "Form of the result: simple, table or json (simple).")
    private Form form = Form.simple;

    /** The form that was asked for. */
    public Form form() {
        return form;
    }
}
