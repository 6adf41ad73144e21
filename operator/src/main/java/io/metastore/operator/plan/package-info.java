/**
 * What to do next. Pure: from what was seen follows at most one step, and nothing is remembered, so
 * that a crash between any two steps heals by looking again. Knows neither Kubernetes nor gRPC.
 */
@NullMarked
package io.metastore.operator.plan;

import org.jspecify.annotations.NullMarked;
