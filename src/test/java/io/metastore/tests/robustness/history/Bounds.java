package io.metastore.tests.robustness.history;

import java.util.List;

/**
 * Where a history begins and ends.
 *
 * @param first the revision before its first change, and {@code rows} all there was
 * @param last the revision that every watcher has reached
 */
public record Bounds(long first, List<Row> rows, long last) {}
