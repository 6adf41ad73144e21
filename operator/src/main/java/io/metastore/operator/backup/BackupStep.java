package io.metastore.operator.backup;

import java.time.Instant;

/** What the schedule and the number of backups to keep ask for. */
public sealed interface BackupStep {
    /** Makes a backup. The name follows from the time, so that none is made twice. */
    record Make(String name, Instant due, String file) implements BackupStep {}

    /** Forgets a backup; its file is written over by a later one. */
    record Forget(String name) implements BackupStep {}
}
