/** Backups that go from etcd to MetaStore and back, made and restored with the tools of both. */
@NullMarked
package io.metastore.tests.backup;

import org.jspecify.annotations.NullMarked;
