package io.metastore.raft;

import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import com.alipay.sofa.jraft.storage.SnapshotStorage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Lets the library keep its log and snapshots, and gives it our own file for term and vote. */
final class LogStorageFactory extends DefaultJRaftServiceFactory {
    private final VoteFile voteFile;
    private final LongConsumer writeNanos;
    private volatile @Nullable SnapshotStore snapshots;

    LogStorageFactory(VoteFile voteFile, LongConsumer writeNanos) {
        this.voteFile = voteFile;
        this.writeNanos = writeNanos;
    }

    @Override
    public LogStorage createLogStorage(String uri, RaftOptions raftOptions) {
        return new TimedLogStorage(uri, raftOptions, writeNanos);
    }

    @Override
    public LogEntryCodecFactory createLogEntryCodecFactory() {
        return CheckedEntryCodec.INSTANCE;
    }

    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions raftOptions) {
        return voteFile;
    }

    @Override
    public SnapshotStorage createSnapshotStorage(NodeOptions options) {
        SnapshotStore created =
                new SnapshotStore(
                        options.getSnapshotUri(),
                        options.getSnapshotTempUri(),
                        options.getRaftOptions());
        snapshots = created;
        return created;
    }

    /** Whether a member is being sent a snapshot. */
    boolean isSnapshotBeingRead() {
        SnapshotStore created = snapshots;
        return created != null && created.isBeingRead();
    }
}
