/**
 * What every client sees: the services and messages of etcd 3.7 and the one table of errors.
 *
 * <p>The packages below this one are generated from {@code src/main/proto}. This one holds the
 * errors a request may end with, their exact texts and codes, and their way onto the wire. Nothing
 * here knows how a request is served.
 */
@NullMarked
package io.metastore.api;

import org.jspecify.annotations.NullMarked;
