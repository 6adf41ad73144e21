@NullMarked
package io.metastore.engine.rocksdb;

import org.jspecify.annotations.NullMarked;
