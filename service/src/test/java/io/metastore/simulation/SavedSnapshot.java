package io.metastore.simulation;

import java.nio.file.Path;

/**
 * A snapshot of the log's state machine on the disk of a member.
 *
 * @param group the group as of the last entry it holds
 */
record SavedSnapshot(long index, long term, Group group, Path directory) {}
