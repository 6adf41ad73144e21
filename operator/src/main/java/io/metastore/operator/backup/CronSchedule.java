package io.metastore.operator.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Five fields as cron has them, in UTC: minute, hour, day of the month, month, day of the week.
 * When both days are restricted, either of them is enough. A range that ends before it begins goes
 * around. The schema of the resource has checked the text.
 */
public final class CronSchedule {
    private static final int FIELDS = 5;

    /** Between two 29ths of February lie at most eight years. */
    private static final int DAYS_MAX = 8 * 366;

    private static final int DAYS_OF_WEEK = 7;
    private static final int STEP_MAX = 99;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean eitherDay;

    private CronSchedule(List<String> fields) {
        minutes = values(fields.get(0), 0, 59);
        hours = values(fields.get(1), 0, 23);
        days = values(fields.get(2), 1, 31);
        months = values(fields.get(3), 1, 12);
        weekdays = values(fields.get(4), 0, DAYS_OF_WEEK);
        if (weekdays.get(DAYS_OF_WEEK)) {
            // Sunday is 0 and 7.
            weekdays.set(0);
        }
        eitherDay = !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*");
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static CronSchedule parse(String text) {
        List<String> fields = List.of(text.strip().split("\\s+", -1));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("a schedule has five fields: " + text);
        }
        return new CronSchedule(fields);
    }

    private static BitSet values(String field, int min, int max) {
        BitSet values = new BitSet();
        for (String part : field.split(",", -1)) {
            int slash = part.indexOf('/');
            int step = slash < 0 ? 1 : number(part.substring(slash + 1), 1, STEP_MAX);
            String range = slash < 0 ? part : part.substring(0, slash);
            int dash = range.indexOf('-');
            int from = range.equals("*") ? min : number(head(range, dash), min, max);
            int to =
                    dash >= 0
                            ? number(range.substring(dash + 1), min, max)
                            : range.equals("*") || slash >= 0 ? max : from;
            int span = to - from + (to < from ? max - min + 1 : 0);
            for (int distance = 0; distance <= span; distance += step) {
                values.set(min + (from - min + distance) % (max - min + 1));
            }
        }
        return values;
    }

    private static String head(String range, int dash) {
        return dash < 0 ? range : range.substring(0, dash);
    }

    private static int number(String text, int min, int max) {
        int number = Integer.parseInt(text);
        if (number < min || number > max) {
            throw new IllegalArgumentException(
                    "%d is not between %d and %d".formatted(number, min, max));
        }
        return number;
    }

    /** The last time that it named, now included; empty when it names none. */
    public Optional<Instant> last(Instant now) {
        ZonedDateTime end = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        int minuteOfDay = end.getHour() * 60 + end.getMinute();
        return IntStream.range(0, DAYS_MAX)
                .mapToObj(back -> end.toLocalDate().minusDays(back))
                .filter(this::isOn)
                .flatMap(
                        date ->
                                lastMinute(
                                                date.equals(end.toLocalDate())
                                                        ? minuteOfDay
                                                        : 24 * 60 - 1)
                                        .stream()
                                        .mapToObj(
                                                minute ->
                                                        date.atStartOfDay(ZoneOffset.UTC)
                                                                .plusMinutes(minute)
                                                                .toInstant()))
                .findFirst();
    }

    private OptionalInt lastMinute(int latest) {
        return IntStream.rangeClosed(0, latest)
                .map(minute -> latest - minute)
                .filter(minute -> hours.get(minute / 60) && minutes.get(minute % 60))
                .findFirst();
    }

    private boolean isOn(LocalDate date) {
        boolean day = days.get(date.getDayOfMonth());
        boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % DAYS_OF_WEEK);
        return months.get(date.getMonthValue()) && (eitherDay ? day || weekday : day && weekday);
    }
}
