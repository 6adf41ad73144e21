/** Runs the operator against a real API server; real members stand in for the pods. */
@NullMarked
package io.metastore.operator.kube;

import org.jspecify.annotations.NullMarked;
