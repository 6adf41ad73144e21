/**
 * Clients that work on a few keys at once, watch them and hold leases, and write down all of it.
 */
@NullMarked
package io.metastore.tests.robustness.load;

import org.jspecify.annotations.NullMarked;
