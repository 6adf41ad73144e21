package io.metastore.cli.tool;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command shows how far it is. */
public final class ProgressOption {
    @Option(
            names = "--progress",
            negatable = true,
            description = "Show progress; without it, on a terminal only.")
    private @Nullable Boolean wanted;

    /**
     * Progress of a work that begins now.
     *
     * @param unit what is counted; empty for bytes
     */
    public Progress begin(ToolContext context, String unit) {
        return new Progress(context, line(context), unit);
    }

    /** A line for what cannot be counted in one thing. */
    public StatusLine line(ToolContext context) {
        return new StatusLine(context, wanted == null ? context.terminal() : wanted);
    }
}
