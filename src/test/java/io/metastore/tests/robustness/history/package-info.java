/**
 * What clients did and were told, as files of JSON lines that the checker under {@code
 * src/test/go/linearizability} reads. The names of the components are those in the files; times are
 * nanoseconds of {@link java.lang.System#nanoTime()}.
 */
@NullMarked
package io.metastore.tests.robustness.history;

import org.jspecify.annotations.NullMarked;
