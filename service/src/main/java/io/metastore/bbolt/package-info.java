/**
 * Files in bbolt's format: buckets of ordered rows on pages. Written in one go from rows that come
 * in order, read row by row; both with memory that does not depend on the size of the file. Knows
 * pages, buckets, keys and values, and nothing of what they mean.
 */
@NullMarked
package io.metastore.bbolt;

import org.jspecify.annotations.NullMarked;
