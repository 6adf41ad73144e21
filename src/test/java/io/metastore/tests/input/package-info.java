/** Bad input, and that nobody else notices it. */
@NullMarked
package io.metastore.tests.input;

import org.jspecify.annotations.NullMarked;
