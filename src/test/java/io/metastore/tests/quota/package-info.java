/** Quota and alarms: what is refused, what goes on, and the ways out. */
@NullMarked
package io.metastore.tests.quota;

import org.jspecify.annotations.NullMarked;
