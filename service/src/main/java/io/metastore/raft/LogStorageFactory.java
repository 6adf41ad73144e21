package io.metastore.raft;

import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;

/** Lets the library keep its log and snapshots, and gives it our own file for term and vote. */
final class LogStorageFactory extends DefaultJRaftServiceFactory {
    private final VoteFile voteFile;

    LogStorageFactory(VoteFile voteFile) {
        this.voteFile = voteFile;
    }

    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions raftOptions) {
        return voteFile;
    }
}
