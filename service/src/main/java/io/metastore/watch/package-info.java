/**
 * Watching keys: one hub that is told of every revision, and one stream per client call that turns
 * revisions into responses in the order etcd promises. Knows the messages of the API and an
 * interface to the history, nothing of transports, of how history is stored, or of permissions.
 *
 * <p>Threads: the apply thread publishes, each stream lives on one event loop, and history is read
 * on an executor of its own. There is one lock, the hub's; nothing is called out to while it is
 * held.
 */
@NullMarked
package io.metastore.watch;

import org.jspecify.annotations.NullMarked;
