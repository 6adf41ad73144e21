package io.metastore.raft;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The library's log storage, which syncs each write, with the time of each write told and the last
 * entries kept at hand.
 */
final class TimedLogStorage extends RocksDBLogStorage {
    private final LongConsumer writeNanos;
    private final RecentEntries recent = new RecentEntries();

    TimedLogStorage(String path, RaftOptions options, LongConsumer writeNanos) {
        super(path, options);
        this.writeNanos = writeNanos;
    }

    @Override
    public int appendEntries(List<LogEntry> entries) {
        long start = System.nanoTime();
        int appended = super.appendEntries(entries);
        writeNanos.accept(System.nanoTime() - start);
        if (appended > 0) {
            recent.written(entries.subList(0, appended));
        }
        return appended;
    }

    @Override
    public @Nullable LogEntry getEntry(long index) {
        LogEntry entry = recent.get(index);
        return entry != null ? entry : super.getEntry(index);
    }

    @Override
    public boolean truncatePrefix(long firstIndexKept) {
        recent.keep(firstIndexKept, Long.MAX_VALUE);
        return super.truncatePrefix(firstIndexKept);
    }

    @Override
    public boolean truncateSuffix(long lastIndexKept) {
        recent.keep(0, lastIndexKept);
        return super.truncateSuffix(lastIndexKept);
    }

    /** Keeps the entry at the index, if there is one, as the only one. */
    @Override
    public boolean reset(long nextLogIndex) {
        recent.keep(nextLogIndex, nextLogIndex);
        return super.reset(nextLogIndex);
    }
}
