/**
 * Finds out whether members hold the same data: comparisons of hashes, and who is to blame when
 * they differ. Knows hashes and member ids; where hashes come from, who is told and when to look is
 * handed in.
 */
@NullMarked
package io.metastore.verification;

import org.jspecify.annotations.NullMarked;
