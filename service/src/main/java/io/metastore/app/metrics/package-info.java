/**
 * What operators can measure, under the names and labels of etcd, so that its dashboards and alerts
 * work unchanged. Reads figures that others keep; keeps itself only what is counted at the edge.
 */
@NullMarked
package io.metastore.app.metrics;

import org.jspecify.annotations.NullMarked;
