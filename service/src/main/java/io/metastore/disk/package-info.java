/**
 * Files and directories as the parts of the program that keep something on disk need them: there as
 * a whole or not at all, also after a power failure. Knows nothing of what is in them.
 */
@NullMarked
package io.metastore.disk;

import org.jspecify.annotations.NullMarked;
