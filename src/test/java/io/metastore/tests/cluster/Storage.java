package io.metastore.tests.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the members of a cluster keep their state in. */
public enum Storage {
    MEMORY,
    ROCKSDB,
    /** RocksDB and memory in turn, beginning with RocksDB. */
    MIXED,
    /** What real etcd has. */
    BBOLT;

    /** Small enough that the write buffers of a scenario fill and are flushed. */
    private static final String ROCKSDB_MEMORY_BYTES = Integer.toString(64 << 20);

    /** What this means for a cluster of that size: a lone member cannot be mixed. */
    public Storage of(int members) {
        return this == MIXED && members == 1 ? ROCKSDB : this;
    }

    /** The flags of the member with this number. */
    List<String> flags(int number) {
        return switch (this) {
            case MEMORY -> List.of("--storage", "memory");
            case ROCKSDB ->
                    List.of("--storage", "rocksdb", "--rocksdb-memory-bytes", ROCKSDB_MEMORY_BYTES);
            case MIXED -> (number % 2 == 0 ? ROCKSDB : MEMORY).flags(number);
            case BBOLT -> List.of();
        };
    }

    /** Whether this run was asked to test it; that of etcd always is. */
    public boolean isSelected() {
        String names = System.getProperty("e2e.storage", "memory,rocksdb,mixed");
        return this == BBOLT
                || Arrays.stream(names.split(",", -1))
                        .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
                        .anyMatch(this::equals);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
