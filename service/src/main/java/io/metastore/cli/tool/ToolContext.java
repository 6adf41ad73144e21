package io.metastore.cli.tool;

import io.metastore.cli.Console;
import java.util.function.LongSupplier;

/**
 * What a tool finds around it.
 *
 * @param console where it writes
 * @param terminal whether somebody watches what is written to {@code console.err()}
 * @param nanoTime a clock for rates and pauses
 */
public record ToolContext(Console console, boolean terminal, LongSupplier nanoTime) {
    /** Set by the launcher, which can tell. */
    private static final String TERMINAL = "metastore.terminal";

    /** The surroundings of this process. */
    public static ToolContext of(Console console) {
        return new ToolContext(console, Boolean.getBoolean(TERMINAL), System::nanoTime);
    }
}
