/** The alarms raised in the cluster as replicated values; what they forbid is not decided here. */
@NullMarked
package io.metastore.alarm;

import org.jspecify.annotations.NullMarked;
