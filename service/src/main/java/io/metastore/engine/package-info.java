/**
 * An ordered, atomic byte store behind one interface. Knows rows and keyspaces, nothing of
 * revisions, leases or the log beyond the index and term it is told to keep with the data.
 */
@NullMarked
package io.metastore.engine;

import org.jspecify.annotations.NullMarked;
