package io.metastore.raft;

import com.alipay.sofa.jraft.entity.LogEntry;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last entries that this process has written to its log. With each heartbeat and each read
 * point the library asks for the term of one of them, for which it would read the entry from the
 * disk and compute the checksum of all of its bytes. Any thread.
 */
final class RecentEntries {
    /** A power of two. What is asked for is seldom more than a few entries behind the last. */
    static final int ENTRIES_MAX = 16;

    /** Larger entries are not kept. */
    static final int ENTRY_BYTES_MAX = 256 * 1024;

    /** The entry with an index is at its remainder. */
    private final AtomicReferenceArray<@Nullable LogEntry> ring =
            new AtomicReferenceArray<>(ENTRIES_MAX);

    void written(List<LogEntry> entries) {
        int first = Math.max(0, entries.size() - ENTRIES_MAX);
        for (LogEntry entry : entries.subList(first, entries.size())) {
            ByteBuffer data = entry.getData();
            boolean kept = data == null || data.remaining() <= ENTRY_BYTES_MAX;
            ring.set(slot(entry.getId().getIndex()), kept ? copy(entry) : null);
        }
    }

    @Nullable LogEntry get(long index) {
        LogEntry entry = ring.get(slot(index));
        return entry != null && entry.getId().getIndex() == index ? entry : null;
    }

    /** Forgets everything outside of the given indexes. */
    void keep(long first, long last) {
        for (int i = 0; i < ENTRIES_MAX; i++) {
            LogEntry entry = ring.get(i);
            if (entry != null
                    && (entry.getId().getIndex() < first || entry.getId().getIndex() > last)) {
                ring.set(i, null);
            }
        }
    }

    /** The library goes on working with its own. */
    private static LogEntry copy(LogEntry entry) {
        var copy = new LogEntry(entry.getType());
        copy.setId(entry.getId());
        copy.setPeers(entry.getPeers());
        copy.setOldPeers(entry.getOldPeers());
        copy.setLearners(entry.getLearners());
        copy.setOldLearners(entry.getOldLearners());
        copy.setData(entry.sliceData());
        return copy;
    }

    private static int slot(long index) {
        return (int) (index & (ENTRIES_MAX - 1));
    }
}
