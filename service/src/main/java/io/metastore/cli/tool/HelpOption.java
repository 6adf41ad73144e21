package io.metastore.cli.tool;

import picocli.CommandLine.Option;

/** The flag that every command has. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean asked;

    boolean isAsked() {
        return asked;
    }
}
