/**
 * A member's data directory as a whole: what belongs into it, which the node asks when it starts,
 * and while no member runs on it making one from a backup and looking for damage. Knows nothing of
 * command lines and servers.
 */
@NullMarked
package io.metastore.datadir;

import org.jspecify.annotations.NullMarked;
