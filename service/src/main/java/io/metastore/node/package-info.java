/**
 * The use cases of a member in plain Java: proposing, reading, applying, leases, membership,
 * upkeep. Knows neither transports nor the consensus library.
 */
@NullMarked
package io.metastore.node;

import org.jspecify.annotations.NullMarked;
