/**
 * {@code metastore bench}: makes load on a cluster and measures how soon it answers. Knows the wire
 * contract only, so that what it tells of MetaStore and of etcd can be compared.
 *
 * <p>A {@link io.metastore.cli.bench.Workload} says what a request is, {@link
 * io.metastore.cli.bench.Pacing} when it is due, {@link io.metastore.cli.bench.Series} keeps how
 * long it took.
 */
@NullMarked
package io.metastore.cli.bench;

import org.jspecify.annotations.NullMarked;
