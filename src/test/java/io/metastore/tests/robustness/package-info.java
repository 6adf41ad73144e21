/**
 * Random work of many clients while members die, stand still, lose each other and are reconfigured;
 * what the clients were told is judged as a whole.
 */
@NullMarked
package io.metastore.tests.robustness;

import org.jspecify.annotations.NullMarked;
