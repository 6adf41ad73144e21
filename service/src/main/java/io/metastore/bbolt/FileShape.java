package io.metastore.bbolt;

/**
 * What the meta pages say about a file.
 *
 * @param root the page of the root bucket
 * @param pages how many pages there are
 */
record FileShape(long root, long pages) {}
