/**
 * The custom resources as users write them. The schema in {@code deploy/crds} is made from these
 * classes. Knows nothing of how a cluster is run.
 */
@NullMarked
package io.metastore.operator.api;

import org.jspecify.annotations.NullMarked;
