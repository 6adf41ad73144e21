/** The HTTP side of the client port: the JSON gateway and what operators and probes ask. */
@NullMarked
package io.metastore.tests.http;

import org.jspecify.annotations.NullMarked;
