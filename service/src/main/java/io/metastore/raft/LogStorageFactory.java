package io.metastore.raft;

import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Lets the library keep its log and snapshots, and gives it our own file for term and vote. */
final class LogStorageFactory extends DefaultJRaftServiceFactory {
    private final VoteFile voteFile;
    private final LongConsumer writeNanos;
    private volatile @Nullable LogStorage log;

    LogStorageFactory(VoteFile voteFile, LongConsumer writeNanos) {
        this.voteFile = voteFile;
        this.writeNanos = writeNanos;
    }

    @Override
    public LogStorage createLogStorage(String uri, RaftOptions raftOptions) {
        LogStorage storage = new TimedLogStorage(uri, raftOptions, writeNanos);
        log = storage;
        return storage;
    }

    /** The first entry that the log still has; 0 before it is opened. */
    long firstLogIndex() {
        LogStorage storage = log;
        return storage == null ? 0 : storage.getFirstLogIndex();
    }

    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions raftOptions) {
        return voteFile;
    }
}
