package io.metastore.operator.api;

import org.jspecify.annotations.Nullable;

/** The last backup that was completed. */
public record LastBackup(@Nullable String name, @Nullable String completionTime) {}
