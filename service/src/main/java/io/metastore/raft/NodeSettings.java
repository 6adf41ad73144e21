package io.metastore.raft;

import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.option.ReadOnlyOption;

/** Translates our configuration into the library's; the constants are what measured best. */
final class NodeSettings {
    private static final int APPLY_BATCH = 128;
    private static final int APPEND_BUFFER_BYTES_MAX = 1024 * 1024;
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;
    private static final int CHUNK_BYTES_MAX = 128 * 1024;
    private static final int RPC_THREADS = 6;

    private NodeSettings() {}

    static PeerOptions nodeOptions(ConsensusConfig config, DataDirectory directory) {
        var options = new PeerOptions();
        options.setElectionTimeoutMs(config.electionTimeoutMillis());
        // Snapshots are taken when the caller says so. The library keeps the log from the snapshot
        // before the newest one on, so snapshots at least this far apart keep that many entries.
        options.setSnapshotIntervalSecs(0);
        options.setSnapshotLogIndexMargin(0);
        options.setLogUri(directory.log().toString());
        options.setRaftMetaUri(directory.voteFile().toString());
        options.setSnapshotUri(directory.snapshots().toString());
        options.setDisableCli(true);
        options.setSharedElectionTimer(true);
        options.setSharedVoteTimer(true);
        options.setSharedStepDownTimer(true);
        options.setSharedSnapshotTimer(true);
        options.setSharedTimerPool(true);
        options.setRpcProcessorThreadPoolSize(RPC_THREADS);
        options.setRpcConnectTimeoutMs(config.electionTimeoutMillis());
        options.setRaftOptions(raftOptions(config));
        return options;
    }

    private static RaftOptions raftOptions(ConsensusConfig config) {
        var options = new RaftOptions();
        options.setSync(true);
        options.setSyncMeta(true);
        // CheckedEntryCodec has another one.
        options.setEnableLogEntryChecksum(false);
        options.setOpenStatistics(false);
        options.setApplyBatch(APPLY_BATCH);
        options.setMaxAppendBufferSize(APPEND_BUFFER_BYTES_MAX);
        options.setMaxBodySize(BODY_BYTES_MAX);
        options.setMaxByteCountPerRpc(CHUNK_BYTES_MAX);
        // Candidates of one moment share the votes among them, so their moments are spread out.
        options.setMaxElectionDelayMs(Math.max(1, config.electionTimeoutMillis() / 2));
        options.setElectionHeartbeatFactor(
                Math.max(1, config.electionTimeoutMillis() / config.heartbeatIntervalMillis()));
        options.setReadOnlyOptions(
                switch (config.readMode()) {
                    case INDEX -> ReadOnlyOption.ReadOnlySafe;
                    case LEASE -> ReadOnlyOption.ReadOnlyLeaseBased;
                });
        return options;
    }
}
