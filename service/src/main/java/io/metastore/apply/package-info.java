/**
 * What a committed log entry does to the state: deterministic, without a clock, without randomness,
 * and one switch over the kinds of command.
 */
@NullMarked
package io.metastore.apply;

import org.jspecify.annotations.NullMarked;
