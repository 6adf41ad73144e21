package io.metastore.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.generator.annotation.Pattern;
import io.metastore.operator.api.BackupSchedule;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which time a schedule named last. */
final class CronScheduleTest {
    /** A Saturday. */
    private static final Instant NOW = Instant.parse("2026-11-21T20:15:42Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    * * * * *         | 2026-11-21T20:15:00Z
                    15 20 * * *       | 2026-11-21T20:15:00Z
                    16 20 * * *       | 2026-11-20T20:16:00Z
                    0 3 * * *         | 2026-11-21T03:00:00Z
                    */10 * * * *      | 2026-11-21T20:10:00Z
                    5/20 * * * *      | 2026-11-21T20:05:00Z
                    0,14,30 * * * *   | 2026-11-21T20:14:00Z
                    0 22-2 * * *      | 2026-11-21T02:00:00Z
                    30 9-17/4 * * *   | 2026-11-21T17:30:00Z
                    0 0 * * 0         | 2026-11-15T00:00:00Z
                    0 0 * * 7         | 2026-11-15T00:00:00Z
                    0 0 * * 1-5       | 2026-11-20T00:00:00Z
                    0 0 * * 5-1       | 2026-11-21T00:00:00Z
                    0 0 1 * *         | 2026-11-01T00:00:00Z
                    0 0 1 * 3         | 2026-11-18T00:00:00Z
                    0 0 31 * *        | 2026-10-31T00:00:00Z
                    59 23 31 12 *     | 2025-12-31T23:59:00Z
                    0 0 29 2 *        | 2024-02-29T00:00:00Z
                    """)
    void names_the_last_time(String schedule, Instant expected) {
        assertThat(CronSchedule.parse(schedule).last(NOW)).contains(expected);
    }

    @Test
    void a_day_that_never_comes_names_no_time() {
        assertThat(CronSchedule.parse("0 0 31 2 *").last(NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "1- * * * *",
                "daily",
                "* * * * * *"
            })
    void what_is_no_schedule_is_refused_here_and_by_the_schema(String text) {
        assertThatThrownBy(() -> CronSchedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(text).doesNotMatch(pattern());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "0 3 * * *",
                "*/99 * * * *",
                "0,30 22-2/3 1,15 */3 1-5",
                "59 23 31 12 7"
            })
    void what_the_schema_takes_is_a_schedule(String text) {
        assertThat(text).matches(pattern());
        assertThat(CronSchedule.parse(text).last(NOW)).isPresent();
    }

    private static String pattern() {
        return Arrays.stream(BackupSchedule.class.getDeclaredFields())
                .filter(field -> field.getName().equals("schedule"))
                .map(field -> field.getAnnotation(Pattern.class).value())
                .findFirst()
                .orElseThrow();
    }
}
