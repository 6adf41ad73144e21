package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolUsageException;

/** Refuses numbers that make no sense, in the words of the command line. */
final class OptionChecks {
    private OptionChecks() {}

    static int atLeast(String option, int value, int least) {
        atLeast(option, (long) value, least);
        return value;
    }

    static long atLeast(String option, long value, long least) {
        if (value < least) {
            throw new ToolUsageException(
                    "%s must be at least %d, not %d".formatted(option, least, value));
        }
        return value;
    }

    static int atMost(String option, int value, long most, String why) {
        if (value > most) {
            throw new ToolUsageException(
                    "%s must be at most %d, not %d: %s".formatted(option, most, value, why));
        }
        return value;
    }
}
