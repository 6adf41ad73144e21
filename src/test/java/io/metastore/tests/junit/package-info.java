/** Runs one scenario class against every server and cluster size it names. */
@NullMarked
package io.metastore.tests.junit;

import org.jspecify.annotations.NullMarked;
