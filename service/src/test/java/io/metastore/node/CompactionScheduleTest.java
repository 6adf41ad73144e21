package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompactionScheduleTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    /** Each millisecond makes a revision, so that a revision is the time it was made at. */
    private final List<String> compactions = new ArrayList<>();

    @Test
    void a_short_period_is_waited_for_and_then_repeated() {
        run(new PeriodicSchedule(10 * MINUTE, 0, 0), 0, 30 * MINUTE, true);

        assertThat(compactions).containsExactly("10m to 0m", "20m to 9m", "30m to 19m");
    }

    @Test
    void a_long_period_is_kept_and_then_compacted_hourly() {
        run(new PeriodicSchedule(10 * HOUR, 0, 0), 0, 12 * HOUR, true);

        assertThat(compactions).containsExactly("600m to 0m", "660m to 54m", "720m to 114m");
    }

    @Test
    void a_new_leader_has_the_history_it_sampled_as_a_follower() {
        CompactionSchedule schedule = new PeriodicSchedule(10 * MINUTE, 0, 0);
        run(schedule, 0, 24 * MINUTE, false);
        assertThat(compactions).isEmpty();

        run(schedule, 24 * MINUTE, 26 * MINUTE, true);

        assertThat(compactions).containsExactly("25m to 14m");
    }

    @Test
    void what_failed_is_due_again_at_the_next_tick() {
        CompactionSchedule schedule = new PeriodicSchedule(10 * MINUTE, 0, 0);
        run(schedule, 0, 9 * MINUTE, true);

        assertThat(schedule.tick(10 * MINUTE, 10 * MINUTE, true)).hasValue(0);
        assertThat(schedule.tick(11 * MINUTE, 11 * MINUTE, true)).hasValue(0);
        schedule.compacted(11 * MINUTE, 0);
        assertThat(schedule.tick(12 * MINUTE, 12 * MINUTE, true)).isEmpty();
    }

    @Test
    void revisions_are_kept_by_number() {
        CompactionSchedule schedule = new RevisionSchedule(100);

        assertThat(schedule.tickMillis()).isEqualTo(5 * MINUTE);
        assertThat(schedule.tick(0, 100, true)).isEmpty();
        assertThat(schedule.tick(0, 150, false)).isEmpty();
        assertThat(schedule.tick(0, 150, true)).hasValue(50);
        assertThat(schedule.tick(0, 150, true)).hasValue(50);
        schedule.compacted(0, 50);
        assertThat(schedule.tick(0, 150, true)).isEmpty();
        assertThat(schedule.tick(0, 151, true)).hasValue(51);
    }

    private void run(CompactionSchedule schedule, long from, long to, boolean leads) {
        for (long now = from + schedule.tickMillis(); now <= to; now += schedule.tickMillis()) {
            long time = now;
            schedule.tick(now, now, leads)
                    .ifPresent(
                            revision -> {
                                compactions.add(time / MINUTE + "m to " + revision / MINUTE + "m");
                                schedule.compacted(time, revision);
                            });
        }
    }
}
