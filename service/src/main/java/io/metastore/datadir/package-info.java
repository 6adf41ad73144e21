/**
 * A member's data directory as a whole, while no member runs on it: what belongs into it, making
 * one from a backup, and looking for damage. Knows nothing of command lines and servers.
 */
@NullMarked
package io.metastore.datadir;

import org.jspecify.annotations.NullMarked;
