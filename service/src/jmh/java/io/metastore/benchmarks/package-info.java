/** What the benchmarks share. */
@NullMarked
package io.metastore.benchmarks;

import org.jspecify.annotations.NullMarked;
