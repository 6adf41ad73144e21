package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolUsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the keys and values look like that a load writes. */
final class ValueOptions {
    private static final int KEY_BYTES_MAX = 4096;

    @Mixin private PrefixOption prefix = new PrefixOption();

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
        if (!Keys.fits(keySize, count)) {
            throw new ToolUsageException(
                    "--key-size must be at least %d for as many keys as %s says, not %d"
                            .formatted(Keys.digits(count), option, keySize));
        }
        OptionChecks.atMost("--key-size", keySize, KEY_BYTES_MAX, "that is no key any more");
        return new Keys(prefix.text(), keySize, count);
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
