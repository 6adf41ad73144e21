/**
 * The JSON face of the gRPC services: a request in JSON over HTTP becomes a call of the very same
 * service code, and its answers become JSON. Knows paths, JSON and HTTP; knows nothing of keys,
 * leases or members.
 */
@NullMarked
package io.metastore.http.gateway;

import org.jspecify.annotations.NullMarked;
