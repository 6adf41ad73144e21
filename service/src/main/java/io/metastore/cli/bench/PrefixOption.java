package io.metastore.cli.bench;

import picocli.CommandLine.Option;

/** Where in the keyspace load is made. */
final class PrefixOption {
    @Option(
            names = "--prefix",
            paramLabel = "<text>",
            defaultValue = "bench/",
            description = "What all keys begin with; nothing else is touched (${DEFAULT-VALUE}).")
    private String text = "";

    String text() {
        return text;
    }
}
