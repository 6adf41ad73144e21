/**
 * The commands that are no server: their options, what they print and what they say when something
 * is wrong. Work on files and data directories is done by the packages these commands call.
 */
@NullMarked
package io.metastore.cli.tool;

import org.jspecify.annotations.NullMarked;
