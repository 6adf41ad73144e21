package io.metastore.tests.tools;

import java.nio.file.Path;

/**
 * One command, run to its end.
 *
 * @param out what it printed
 * @param err what it said besides
 */
record Tool(int exitCode, String out, String err) {
    /**
     * Runs the packaged program.
     *
     * @param scratch for what it prints
     */
    static Tool run(Path scratch, String... arguments) {
        try (RunningTool tool = RunningTool.start(scratch, arguments)) {
            return tool.awaitEnd();
        }
    }

    /** The same, which must succeed. */
    static Tool succeed(Path scratch, String... arguments) {
        Tool tool = run(scratch, arguments);
        if (tool.exitCode() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + tool);
        }
        return tool;
    }
}
