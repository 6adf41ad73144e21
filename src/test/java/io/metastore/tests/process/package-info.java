/** The server as a program: its flags, its start and its end. */
@NullMarked
package io.metastore.tests.process;

import org.jspecify.annotations.NullMarked;
