/** Hashes of the history: the same as etcd's for the same operations. */
@NullMarked
package io.metastore.tests.hash;

import org.jspecify.annotations.NullMarked;
