package io.metastore.app.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations in the notation of Go, such as {@code 1h30m}, {@code 1.5s} or {@code 100ms}. */
public final class GoDuration {
    private static final Pattern PART =
            Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("[+-]?(?:" + PART.pattern() + ")+");
    private static final Map<String, Long> NANOS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "µs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private GoDuration() {}

    /**
     * Reads a duration of at most 292 years, Go's own limit. ISO form is read as well, because it
     * is the canonical one.
     *
     * @throws IllegalArgumentException saying what is missing
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.startsWith("PT")) {
            return iso(text);
        }
        if (!WHOLE.matcher(text).matches()) {
            boolean unitMissing = text.matches("[+-]?[\\d.]+");
            throw new IllegalArgumentException(
                    unitMissing
                            ? "a duration with its unit such as 100ms, 5s or 1h30m (the unit is missing)"
                            : "a duration such as 100ms, 5s or 1h30m");
        }
        var nanos = BigDecimal.ZERO;
        var parts = PART.matcher(text);
        while (parts.find()) {
            var unit = BigDecimal.valueOf(NANOS.get(parts.group(2)));
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(unit));
        }
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("a duration of at most 292 years");
        }
        long value = nanos.longValue();
        return Duration.ofNanos(text.startsWith("-") ? -value : value);
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException malformed) {
            throw new IllegalArgumentException("a duration such as 100ms, 5s or 1h30m", malformed);
        }
    }
}
