/**
 * The member's checks as health probes of the platform. Asks the same questions as the endpoints
 * for etcd's clients.
 */
@NullMarked
package io.metastore.app.health;

import org.jspecify.annotations.NullMarked;
