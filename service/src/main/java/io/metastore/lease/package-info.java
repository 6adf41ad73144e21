/**
 * Leases as replicated values: their rows, the keys attached to them and the lease clock. Reads no
 * clock of the machine; time comes in with the log entries.
 */
@NullMarked
package io.metastore.lease;

import org.jspecify.annotations.NullMarked;
