package io.metastore.tests.robustness.history;

import java.util.List;

/**
 * What a request was answered.
 *
 * @param revision of the store, from the header
 * @param succeeded whether the conditions held
 * @param results of the steps that were taken
 */
public record Answer(long revision, boolean succeeded, List<Result> results) {}
