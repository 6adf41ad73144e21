/** The Java client that others use, unchanged. */
@NullMarked
package io.metastore.tests.jetcd;

import org.jspecify.annotations.NullMarked;
