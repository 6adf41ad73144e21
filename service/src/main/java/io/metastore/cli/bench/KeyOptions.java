package io.metastore.cli.bench;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which keys a load is made on. */
final class KeyOptions {
    @Mixin private ValueOptions values = new ValueOptions();

    @Option(
            names = "--key-space",
            paramLabel = "<n>",
            defaultValue = "10000",
            description = "How many different keys there are (${DEFAULT-VALUE}).")
    private long keySpace;

    @Option(
            names = "--sequential",
            description = "Take the keys one after the other instead of drawing them by lot.")
    private boolean sequential;

    Keys keys() {
        return values.keys("--key-space", keySpace);
    }

    /** In which order the keys are taken one by one. */
    KeyOrder order() {
        return new KeyOrder(keySpace, sequential);
    }

    /**
     * In which order the keys are taken with their neighbours.
     *
     * @param option that says how many
     * @param neighbours that each request takes together
     */
    KeyOrder order(String option, int neighbours) {
        OptionChecks.atMost(option, neighbours, keySpace, "there are no more keys (--key-space)");
        return new KeyOrder(keySpace - neighbours + 1, sequential);
    }

    Values values(long seed) {
        return values.values(0, seed);
    }
}
