package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.AlarmResponse;
import io.metastore.api.etcdserverpb.DowngradeInfo;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.engine.Engine;
import io.metastore.mvcc.MvccStore;
import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusStatus;
import java.util.function.Supplier;

/** What operators ask a single member. Answered from this member alone. Any thread. */
public final class MaintenanceService {
    /** The release of etcd whose interface this is; clients choose features by it. */
    public static final String ETCD_VERSION = "3.7.3";

    /** The cluster version that release reports. */
    public static final String CLUSTER_VERSION = "3.7.0";

    private final Engine engine;
    private final MvccStore store;
    private final Supplier<Consensus> consensus;
    private final Leadership leadership;
    private final Headers headers;
    private final ClusterView cluster;

    MaintenanceService(
            Engine engine,
            MvccStore store,
            Supplier<Consensus> consensus,
            Leadership leadership,
            Headers headers,
            ClusterView cluster) {
        this.engine = engine;
        this.store = store;
        this.consensus = consensus;
        this.leadership = leadership;
        this.headers = headers;
        this.cluster = cluster;
    }

    public StatusResponse status() {
        ConsensusStatus raft = consensus.get().status();
        StatusResponse.Builder response =
                StatusResponse.newBuilder()
                        .setHeader(headers.apply(store.revision()))
                        .setVersion(ETCD_VERSION)
                        .setStorageVersion(CLUSTER_VERSION)
                        .setDbSize(engine.sizeBytes())
                        .setDbSizeInUse(engine.sizeBytes())
                        .setLeader(leadership.leader().memberId())
                        .setRaftIndex(raft.committedIndex())
                        .setRaftAppliedIndex(raft.appliedIndex())
                        .setRaftTerm(raft.term())
                        .setIsLearner(cluster.isLearner())
                        .setDowngradeInfo(DowngradeInfo.getDefaultInstance());
        if (!leadership.isKnown()) {
            response.addErrors(EtcdError.NO_LEADER.message());
        }
        return response.build();
    }

    /** The alarms raised in the cluster. */
    public AlarmResponse alarms() {
        return AlarmResponse.newBuilder().setHeader(headers.apply(store.revision())).build();
    }
}
