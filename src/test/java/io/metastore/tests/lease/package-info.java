/** Leases: granting, keeping alive and what happens to the keys when time is up. */
@NullMarked
package io.metastore.tests.lease;

import org.jspecify.annotations.NullMarked;
