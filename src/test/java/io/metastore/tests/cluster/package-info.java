/**
 * Servers under test as operating system processes: what they are, how they are started, hurt and
 * ended.
 *
 * <p>Knows the command line of etcd and nothing of its protocol.
 */
@NullMarked
package io.metastore.tests.cluster;

import org.jspecify.annotations.NullMarked;
