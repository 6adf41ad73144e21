/**
 * What is written to Kubernetes for a cluster: pure functions from its specification to manifests.
 * Each manifest has a golden file in the tests.
 */
@NullMarked
package io.metastore.operator.manifest;

import org.jspecify.annotations.NullMarked;
