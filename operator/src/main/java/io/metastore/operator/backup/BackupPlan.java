package io.metastore.operator.backup;

import io.metastore.operator.backup.ScheduledBackup.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides about the scheduled backups of one cluster.
 *
 * <p>Files are a fixed number of places, one more than complete backups that are kept. A place is
 * taken by a backup that is complete or under way, so a new one never writes over what is kept, and
 * nobody has to delete files.
 *
 * @param cluster whose backups they are
 * @param keep complete backups that are kept, and as many that failed
 */
public record BackupPlan(String cluster, CronSchedule schedule, int keep) {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);

    /** What is to be done now, in this order. */
    public List<BackupStep> steps(List<ScheduledBackup> present, Instant now) {
        List<ScheduledBackup> surplus =
                Stream.of(State.COMPLETED, State.FAILED)
                        .flatMap(state -> newestFirst(present, state).skip(keep))
                        .toList();
        return Stream.concat(
                        surplus.stream().map(backup -> new BackupStep.Forget(backup.name())),
                        due(present, now).stream().map(time -> make(time, present, surplus)))
                .toList();
    }

    private static Stream<ScheduledBackup> newestFirst(List<ScheduledBackup> all, State state) {
        return all.stream()
                .filter(backup -> backup.state() == state)
                .sorted(Comparator.comparing(ScheduledBackup::due).reversed());
    }

    /**
     * The first backup is due at once, so that a wrong claim shows today; times that were missed
     * are made up for once; and no backup begins while another is under way.
     */
    private Optional<Instant> due(List<ScheduledBackup> present, Instant now) {
        boolean busy = present.stream().anyMatch(backup -> backup.state() == State.UNFINISHED);
        return busy
                ? Optional.empty()
                : schedule.last(now)
                        .filter(time -> present.stream().allMatch(b -> b.due().isBefore(time)));
    }

    private BackupStep make(
            Instant time, List<ScheduledBackup> present, List<ScheduledBackup> surplus) {
        Set<String> taken =
                present.stream()
                        .filter(backup -> backup.state() != State.FAILED)
                        .filter(backup -> !surplus.contains(backup))
                        .map(ScheduledBackup::file)
                        .collect(Collectors.toSet());
        String free =
                IntStream.rangeClosed(0, taken.size())
                        .mapToObj("%s-scheduled-%%d.db".formatted(cluster)::formatted)
                        .filter(file -> !taken.contains(file))
                        .findFirst()
                        .orElseThrow();
        return new BackupStep.Make(cluster + "-" + SUFFIX.format(time), time, free);
    }
}
