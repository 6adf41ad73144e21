/** Objects that do not depend on the state of a cluster, kept as their manifests say. */
@NullMarked
package io.metastore.operator.reconcile.dependent;

import org.jspecify.annotations.NullMarked;
