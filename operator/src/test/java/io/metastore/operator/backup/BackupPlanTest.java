package io.metastore.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.operator.backup.ScheduledBackup.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When backups of the schedule are made, and which are kept. */
final class BackupPlanTest {
    private static final int KEEP = 2;
    private static final Instant NOW = Instant.parse("2026-11-21T20:15:42Z");
    private static final Instant TODAY = Instant.parse("2026-11-21T03:00:00Z");

    private final BackupPlan plan = new BackupPlan("demo", CronSchedule.parse("0 3 * * *"), KEEP);

    private static ScheduledBackup backup(int daysAgo, int place, State state) {
        return new ScheduledBackup(
                "b" + daysAgo,
                TODAY.minus(Duration.ofDays(daysAgo)),
                "demo-scheduled-%d.db".formatted(place),
                state);
    }

    @Test
    void first_backup_is_due_at_once_and_named_after_the_time_in_the_schedule() {
        assertThat(plan.steps(List.of(), NOW))
                .containsExactly(
                        new BackupStep.Make("demo-20261121-0300", TODAY, "demo-scheduled-0.db"));
    }

    @Test
    void nothing_is_due_before_the_next_time() {
        assertThat(plan.steps(List.of(backup(0, 0, State.COMPLETED)), NOW)).isEmpty();
        assertThat(plan.steps(List.of(backup(0, 0, State.FAILED)), NOW)).isEmpty();
    }

    @Test
    void missed_times_are_made_up_for_once() {
        assertThat(plan.steps(List.of(backup(5, 0, State.COMPLETED)), NOW))
                .containsExactly(
                        new BackupStep.Make("demo-20261121-0300", TODAY, "demo-scheduled-1.db"));
    }

    @Test
    void no_backup_begins_while_another_is_under_way() {
        assertThat(plan.steps(List.of(backup(1, 0, State.UNFINISHED)), NOW)).isEmpty();
    }

    @Test
    void backups_that_failed_push_out_none_that_is_complete() {
        List<ScheduledBackup> present =
                List.of(
                        backup(5, 0, State.COMPLETED),
                        backup(4, 1, State.COMPLETED),
                        backup(2, 2, State.FAILED),
                        backup(1, 2, State.FAILED),
                        backup(0, 2, State.FAILED));

        assertThat(plan.steps(present, NOW)).containsExactly(new BackupStep.Forget("b2"));
    }

    @Test
    void the_oldest_beyond_the_number_is_forgotten_and_its_place_used_again() {
        List<ScheduledBackup> present =
                List.of(
                        backup(3, 0, State.COMPLETED),
                        backup(2, 1, State.COMPLETED),
                        backup(1, 2, State.COMPLETED));

        assertThat(plan.steps(present, NOW))
                .containsExactly(
                        new BackupStep.Forget("b3"),
                        new BackupStep.Make("demo-20261121-0300", TODAY, "demo-scheduled-0.db"));
    }

    @Test
    void no_file_of_a_kept_backup_is_ever_written_over_and_places_are_few() {
        Random random = new Random(7);
        List<ScheduledBackup> present = new ArrayList<>();
        Map<String, String> writtenBy = new HashMap<>();
        Set<String> places = new HashSet<>();
        Instant now = NOW;
        for (int look = 0; look < 2_000; look++) {
            now = now.plus(Duration.ofHours(random.nextInt(30)));
            present.replaceAll(b -> random.nextBoolean() ? b : finished(b, random));
            for (BackupStep step : plan.steps(present, now)) {
                if (step instanceof BackupStep.Forget forget) {
                    present.removeIf(b -> b.name().equals(forget.name()));
                } else if (step instanceof BackupStep.Make make) {
                    places.add(make.file());
                    writtenBy.put(make.file(), make.name());
                    present.add(
                            new ScheduledBackup(
                                    make.name(), make.due(), make.file(), State.UNFINISHED));
                }
            }
            assertThat(present.stream().filter(b -> b.state() == State.COMPLETED))
                    .allMatch(b -> b.name().equals(writtenBy.get(b.file())))
                    .hasSizeLessThanOrEqualTo(KEEP + 1);
        }
        assertThat(present.stream().map(ScheduledBackup::name).collect(Collectors.toSet()))
                .hasSameSizeAs(present);
        assertThat(places).hasSize(KEEP + 1);
    }

    private static ScheduledBackup finished(ScheduledBackup backup, Random random) {
        return backup.state() != State.UNFINISHED
                ? backup
                : new ScheduledBackup(
                        backup.name(),
                        backup.due(),
                        backup.file(),
                        random.nextInt(3) == 0 ? State.FAILED : State.COMPLETED);
    }
}
