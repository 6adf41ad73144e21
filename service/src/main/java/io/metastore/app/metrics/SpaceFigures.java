package io.metastore.app.metrics;

import java.util.List;
import java.util.function.Consumer;

/** What is measured of quota, disk, alarms and compaction. Any thread; answers at once. */
public interface SpaceFigures {
    /**
     * One alarm.
     *
     * @param memberId whose it is
     * @param kind its name, such as {@code NOSPACE}
     */
    record Alarm(long memberId, String kind) {}

    /** The quota as it was given, negative for none. */
    long quotaBytes();

    List<Alarm> alarms();

    /** Registers who is told the alarms of now, and all of them again at each change. */
    void onAlarms(Consumer<List<Alarm>> listener);

    boolean isDefragmenting();

    boolean isCompacting();

    /** Versions that compactions have removed since the start. */
    long compactedVersions();

    long diskFreeBytes();

    long diskReserveBytes();

    /** 0 while there is enough room, 1 when writes are refused, 2 when everything is. */
    long diskLevel();

    long logBytes();

    long logFiles();

    long snapshotBytes();

    /** Seconds since the newest snapshot was written; −1 when there is none. */
    long snapshotAgeSeconds();

    /** Bytes of the state on the disk; 0 when it is kept in memory. */
    long stateBytes();

    long stateFiles();
}
