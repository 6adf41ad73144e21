package io.metastore.cli.tool;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command shows how far it is. */
final class ProgressOption {
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
    Progress begin(ToolContext context, String unit) {
        return new Progress(context, wanted == null ? context.terminal() : wanted, unit);
    }
}
