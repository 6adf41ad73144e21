package io.metastore.cli.bench;

import picocli.CommandLine.Option;

/** What the keys and values look like that a load writes. */
final class ValueOptions {
    private static final int KEY_BYTES_MAX = 4096;

    @Option(
            names = "--prefix",
            paramLabel = "<text>",
            defaultValue = "bench/",
            description = "What all keys begin with; nothing else is touched (${DEFAULT-VALUE}).")
    private String prefix = "";

    @Option(
            names = "--key-size",
            paramLabel = "<bytes>",
            defaultValue = "16",
            description = "Size of each key without the prefix (${DEFAULT-VALUE}).")
    private int keySize;

    @Option(
            names = "--value-size",
            paramLabel = "<bytes>",
            defaultValue = "256",
            description =
                    "Size of each value; they are random and do not compress (${DEFAULT-VALUE}).")
    private int valueSize;

    /** So many different keys. */
    Keys keys(String option, long count) {
        OptionChecks.atLeast(option, count, 1);
        OptionChecks.atLeast("--key-size", keySize, Long.toString(count - 1).length());
        OptionChecks.atMost("--key-size", keySize, KEY_BYTES_MAX, "that is no key any more");
        return new Keys(prefix, keySize, count);
    }

    /**
     * Values.
     *
     * @param least size that the command needs
     */
    Values values(int least, long seed) {
        return new Values(OptionChecks.atLeast("--value-size", valueSize, least), seed);
    }
}
