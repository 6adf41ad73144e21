package io.metastore.raft;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import java.util.List;
import java.util.function.LongConsumer;

/** The library's log storage, which syncs each write, with the time of each write told. */
final class TimedLogStorage extends RocksDBLogStorage {
    private final LongConsumer writeNanos;

    TimedLogStorage(String path, RaftOptions options, LongConsumer writeNanos) {
        super(path, options);
        this.writeNanos = writeNanos;
    }

    @Override
    public int appendEntries(List<LogEntry> entries) {
        long start = System.nanoTime();
        int appended = super.appendEntries(entries);
        writeNanos.accept(System.nanoTime() - start);
        return appended;
    }
}
