package io.metastore.tests.tools;

import java.nio.file.Path;
import java.util.Map;

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
        return run(scratch, Map.of(), arguments);
    }

    /** The same with variables that it sees. */
    static Tool run(Path scratch, Map<String, String> environment, String... arguments) {
        try (RunningTool tool = RunningTool.start(scratch, environment, arguments)) {
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
