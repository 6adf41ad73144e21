/**
 * The engine that keeps everything on the heap: one copy-on-write B+tree per keyspace. Knows how to
 * keep rows in order and share them between versions; survives nothing but what a snapshot file
 * carries.
 */
@NullMarked
package io.metastore.engine.memory;

import org.jspecify.annotations.NullMarked;
