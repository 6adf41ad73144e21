package io.metastore.mvcc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hashes of the compactions with the greatest revisions. Any thread. */
final class CompactionHashes {
    /** As many as etcd keeps. */
    static final int HASHES_MAX = 10;

    private List<StoreHash> newestFirst = List.of();

    synchronized void add(StoreHash hash) {
        List<StoreHash> next = new ArrayList<>(newestFirst);
        next.removeIf(other -> other.revision() == hash.revision());
        next.add(hash);
        next.sort(Comparator.comparingLong(StoreHash::revision).reversed());
        newestFirst = List.copyOf(next.subList(0, Math.min(HASHES_MAX, next.size())));
    }

    synchronized @Nullable StoreHash at(long revision) {
        for (StoreHash hash : newestFirst) {
            if (hash.revision() == revision) {
                return hash;
            }
        }
        return null;
    }

    synchronized List<StoreHash> newestFirst() {
        return newestFirst;
    }
}
