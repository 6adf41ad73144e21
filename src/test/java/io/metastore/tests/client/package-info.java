/**
 * Plain gRPC access to one member: blocking calls with a deadline and streams that can be read
 * message by message.
 */
@NullMarked
package io.metastore.tests.client;

import org.jspecify.annotations.NullMarked;
