/**
 * The command line: finds the settings in flags, environment and file, explains what is wrong with
 * them, and starts what was asked for. Commands that need no server never start the framework.
 */
@NullMarked
package io.metastore.cli;

import org.jspecify.annotations.NullMarked;
