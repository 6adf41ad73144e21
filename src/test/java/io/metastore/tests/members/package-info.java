/** What the members say of themselves, and that each of them serves everything. */
@NullMarked
package io.metastore.tests.members;

import org.jspecify.annotations.NullMarked;
