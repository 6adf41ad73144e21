/**
 * When backups are made and which are kept. Pure: the time comes in, and what was seen of the
 * backups. Knows neither Kubernetes nor gRPC.
 */
@NullMarked
package io.metastore.operator.backup;

import org.jspecify.annotations.NullMarked;
