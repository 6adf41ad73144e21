/** The key-value service: what it answers and what it refuses. */
@NullMarked
package io.metastore.tests.kv;

import org.jspecify.annotations.NullMarked;
