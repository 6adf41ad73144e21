/**
 * Looks at a cluster, asks the planner, takes its step and says in the status what happened. The
 * only package that talks to Kubernetes.
 */
@NullMarked
package io.metastore.operator.reconcile;

import org.jspecify.annotations.NullMarked;
