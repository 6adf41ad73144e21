package io.metastore.app.config;

import io.metastore.node.AutoCompactionSettings;
import io.metastore.node.AutoCompactionSettings.Mode;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code auto-compaction-retention} the way etcd does. */
final class CompactionRetention {
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{1,18}");

    private CompactionRetention() {}

    /**
     * A bare number is of hours or of revisions. Everything else is a duration; by revision it
     * counts, as in etcd, in nanoseconds, which practically turns compaction off.
     *
     * @throws SettingException with etcd's text when it is neither
     */
    static AutoCompactionSettings parse(String mode, String text) {
        boolean periodic = mode.equals("periodic");
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return periodic
                    ? new AutoCompactionSettings(Mode.PERIODIC, hours(number).toMillis())
                    : new AutoCompactionSettings(Mode.REVISION, number);
        }
        Duration duration = duration(text);
        return periodic
                ? new AutoCompactionSettings(Mode.PERIODIC, duration.toMillis())
                : new AutoCompactionSettings(Mode.REVISION, duration.toNanos());
    }

    private static Duration hours(long number) {
        if (number > Duration.ofNanos(Long.MAX_VALUE).toHours()) {
            throw new SettingException(
                    "auto-compaction-retention: %d hours are more than can be kept"
                            .formatted(number));
        }
        return Duration.ofHours(number);
    }

    private static Duration duration(String text) {
        Duration duration;
        try {
            duration = GoDuration.parse(text);
        } catch (IllegalArgumentException malformed) {
            boolean unitMissing = text.matches("[+-]?\\d.*") && !text.matches(".*[a-zµ]$");
            throw new SettingException(
                    "error parsing CompactionRetention: time: %s duration \"%s\""
                            .formatted(unitMissing ? "missing unit in" : "invalid", text));
        }
        if (duration.isNegative()) {
            throw new SettingException(
                    "auto-compaction-retention: \"%s\" is negative; use 0 to turn it off"
                            .formatted(text));
        }
        return duration;
    }
}
