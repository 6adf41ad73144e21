package io.metastore.raft;

import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import java.util.function.LongConsumer;

/** Lets the library keep its log and snapshots, and gives it our own file for term and vote. */
final class LogStorageFactory extends DefaultJRaftServiceFactory {
    private final VoteFile voteFile;
    private final LongConsumer writeNanos;

    LogStorageFactory(VoteFile voteFile, LongConsumer writeNanos) {
        this.voteFile = voteFile;
        this.writeNanos = writeNanos;
    }

    @Override
    public LogStorage createLogStorage(String uri, RaftOptions raftOptions) {
        return new TimedLogStorage(uri, raftOptions, writeNanos);
    }

    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions raftOptions) {
        return voteFile;
    }
}
