package io.metastore.cli.bench;

import org.jspecify.annotations.Nullable;

/**
 * One number that tells of many latencies.
 *
 * @param label for people
 * @param field for programs
 * @param millis null when there was no success
 */
record Statistic(String label, String field, @Nullable Double millis) {}
