package io.metastore.tests.robustness.history;

import java.util.List;

/**
 * What a step was answered.
 *
 * @param rows what a range found
 * @param count how many keys a range found or a deletion removed
 * @param previous what a put or a deletion replaced
 */
public record Result(List<Row> rows, long count, List<Row> previous) {}
