/** What goes wrong while clients work, at random but from a seed. */
@NullMarked
package io.metastore.tests.robustness.nemesis;

import org.jspecify.annotations.NullMarked;
