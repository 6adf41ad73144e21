package io.metastore.tests.junit;

import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class is run once for each selected product, storage and size.
 *
 * <p>A parameter of type {@link io.metastore.tests.cluster.Cluster} is a running cluster that all
 * such classes share: use keys of your own and do it no harm. One of type {@link
 * io.metastore.tests.cluster.Launcher} makes clusters that live as long as the class and may be
 * treated in any way.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(ScenarioProvider.class)
public @interface OnCluster {
    /** Sizes of the clusters. */
    int[] members() default {1, 3};

    /** What MetaStore keeps its state in; mixed means RocksDB for one member. */
    Storage[] storages() default {Storage.MEMORY, Storage.ROCKSDB, Storage.MIXED};

    /** The products for which the scenario makes sense. */
    Product[] products() default {Product.METASTORE, Product.ETCD};
}
