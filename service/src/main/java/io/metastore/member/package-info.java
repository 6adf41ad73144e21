/** The members of the cluster as replicated values, and how their ids come about. */
@NullMarked
package io.metastore.member;

import org.jspecify.annotations.NullMarked;
