package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmResponse;
import io.metastore.api.etcdserverpb.DefragmentRequest;
import io.metastore.api.etcdserverpb.DefragmentResponse;
import io.metastore.api.etcdserverpb.DowngradeInfo;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.engine.Engine;
import io.metastore.mvcc.MvccStore;
import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusStatus;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What operators ask a single member. Answered from this member alone. Any thread. */
public final class MaintenanceService {
    /** The release of etcd whose interface this is; clients choose features by it. */
    public static final String ETCD_VERSION = "3.7.3";

    /** The cluster version that release reports. */
    public static final String CLUSTER_VERSION = "3.7.0";

    private final Engine engine;
    private final MvccStore store;
    private final Alarms alarms;
    private final Quota quota;
    private final Defragmentation defragmentation;
    private final Supplier<Consensus> consensus;
    private final Leadership leadership;
    private final Headers headers;
    private final ClusterView cluster;

    /** What these requests work with. */
    record Parts(
            Engine engine,
            MvccStore store,
            Alarms alarms,
            Quota quota,
            Defragmentation defragmentation,
            Leadership leadership,
            Headers headers,
            ClusterView cluster) {}

    MaintenanceService(Parts parts, Supplier<Consensus> consensus) {
        this.engine = parts.engine();
        this.store = parts.store();
        this.alarms = parts.alarms();
        this.quota = parts.quota();
        this.defragmentation = parts.defragmentation();
        this.leadership = parts.leadership();
        this.headers = parts.headers();
        this.cluster = parts.cluster();
        this.consensus = consensus;
    }

    public StatusResponse status() {
        ConsensusStatus raft = consensus.get().status();
        StatusResponse.Builder response =
                StatusResponse.newBuilder()
                        .setHeader(headers.apply(store.revision()))
                        .setVersion(ETCD_VERSION)
                        .setStorageVersion(CLUSTER_VERSION)
                        .setDbSize(engine.sizeBytes())
                        .setDbSizeInUse(engine.sizeInUseBytes())
                        .setDbSizeQuota(quota.bytesMax())
                        .setLeader(leadership.leader().memberId())
                        .setRaftIndex(raft.committedIndex())
                        .setRaftAppliedIndex(raft.appliedIndex())
                        .setRaftTerm(raft.term())
                        .setIsLearner(cluster.isLearner())
                        .setDowngradeInfo(DowngradeInfo.getDefaultInstance());
        if (!leadership.isKnown()) {
            response.addErrors(EtcdError.NO_LEADER.message());
        }
        alarms.raised().forEach(alarm -> response.addErrors(text(alarm)));
        return response.build();
    }

    private static String text(AlarmMember alarm) {
        String kind = "alarm:" + alarm.getAlarm();
        return alarm.getMemberID() == 0
                ? kind
                : "memberID:" + Long.toUnsignedString(alarm.getMemberID()) + " " + kind;
    }

    /**
     * Raises, clears or lists alarms, through the log. The stage completes on the executor with the
     * response or an {@code EtcdException}.
     */
    public CompletionStage<AlarmResponse> alarm(AlarmRequest request, Executor executor) {
        return alarms.submit(request, executor);
    }

    /** The alarms raised, as far as this member has applied. */
    public List<AlarmMember> alarms() {
        return alarms.raised();
    }

    /**
     * Gives unused space back, while reads and writes go on. The stage completes on the executor
     * when that is done; the response has no header, as etcd's has none.
     */
    public CompletionStage<DefragmentResponse> defragment(
            DefragmentRequest request, Executor executor) {
        return defragmentation
                .run()
                .thenApplyAsync(done -> DefragmentResponse.getDefaultInstance(), executor);
    }
}
