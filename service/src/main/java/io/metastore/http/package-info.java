/**
 * The HTTP side of the client port: what is served at which path and who may ask. Knows nothing of
 * keys, leases or members.
 */
@NullMarked
package io.metastore.http;

import org.jspecify.annotations.NullMarked;
