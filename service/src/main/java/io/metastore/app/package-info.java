/** Puts the node together inside Quarkus: configuration, beans, start and stop. */
@NullMarked
package io.metastore.app;

import org.jspecify.annotations.NullMarked;
