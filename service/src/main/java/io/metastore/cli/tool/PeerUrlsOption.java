package io.metastore.cli.tool;

import java.util.List;
import picocli.CommandLine.Option;

/** Where a member is reached by the others. */
final class PeerUrlsOption {
    @Option(
            names = "--peer-urls",
            split = ",",
            required = true,
            paramLabel = "<url>",
            description = "Where the other members will reach it, separated by commas.")
    private List<String> urls = List.of();

    List<String> urls() {
        return urls;
    }
}
