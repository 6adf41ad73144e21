package io.metastore.tests.cluster;

import java.util.Locale;

/** What kind of cluster a scenario runs on. */
public record Setup(Product product, Storage storage, int size) {
    public Setup {
        storage = storage.of(size);
    }

    /** For the names of directories, for example {@code metastore-rocksdb-x3}. */
    public String directory() {
        return product.name().toLowerCase(Locale.ROOT) + "-" + storage + "-x" + size;
    }

    /** For people, for example {@code MetaStore rocksdb x3}. */
    @Override
    public String toString() {
        return product + (product == Product.ETCD ? "" : " " + storage) + " x" + size;
    }
}
