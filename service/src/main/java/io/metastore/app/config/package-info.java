/**
 * Every setting of a node: one table of names and meanings, the {@code metastore.*} tree in the
 * configuration of the program, and the immutable {@link io.metastore.app.config.NodeConfig} made
 * from it. Knows neither the command line nor the parts of the node that the settings are for.
 */
@NullMarked
package io.metastore.app.config;

import org.jspecify.annotations.NullMarked;
