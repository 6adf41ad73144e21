/**
 * Whether this member can do its work, asked one question at a time, and the endpoints that tell.
 * Knows the member only through {@link io.metastore.http.health.NodeProbe}.
 */
@NullMarked
package io.metastore.http.health;

import org.jspecify.annotations.NullMarked;
