/** The commands of the program that are no server, run as a user runs them. */
@NullMarked
package io.metastore.tests.tools;

import org.jspecify.annotations.NullMarked;
