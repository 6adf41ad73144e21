package io.metastore.tests.robustness.history;

/**
 * A condition of a transaction: the key was last changed at a revision, or it has a value.
 *
 * @param mod the revision, 0 for a key that is not there; without meaning when there is a value
 * @param value empty to compare the revision
 */
public record Compare(String key, long mod, String value) {}
