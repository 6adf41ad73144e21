package io.metastore.operator.api;

/** How far a backup is. */
public enum BackupPhase {
    Pending,
    Running,
    Completed,
    Failed
}
