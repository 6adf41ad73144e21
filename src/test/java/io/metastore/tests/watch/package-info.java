/** Watching: what arrives, in which order, and what a watcher is told when it ends. */
@NullMarked
package io.metastore.tests.watch;

import org.jspecify.annotations.NullMarked;
