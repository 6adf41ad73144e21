/**
 * The gRPC edge: each method checks nothing of its own, calls the node, maps errors and answers on
 * the event loop of its call.
 */
@NullMarked
package io.metastore.grpc;

import org.jspecify.annotations.NullMarked;
