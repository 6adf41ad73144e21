package io.metastore.cli.bench;

/**
 * What is measured of locks.
 *
 * @param lock from the wish for it until it is held
 * @param unlock its release
 */
record LockSeries(Series lock, Series unlock) {}
