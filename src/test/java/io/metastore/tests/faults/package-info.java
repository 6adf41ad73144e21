/** Processes that die, stand still or find their files damaged, and what is left afterwards. */
@NullMarked
package io.metastore.tests.faults;

import org.jspecify.annotations.NullMarked;
