package io.metastore.app.health;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.http.health.NodeProbe;
import io.metastore.node.KvService;
import io.metastore.node.Leadership;
import io.metastore.node.MaintenanceService;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Asks the node the way a client would: by reading a key that need not exist. */
public final class KvProbe implements NodeProbe {
    private static final RangeRequest READ =
            RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("health")).build();

    private final KvService kv;
    private final MaintenanceService maintenance;
    private final Leadership leadership;

    public KvProbe(KvService kv, MaintenanceService maintenance, Leadership leadership) {
        this.kv = kv;
        this.maintenance = maintenance;
        this.leadership = leadership;
    }

    @Override
    public CompletionStage<Void> linearizableRead() {
        return read(READ);
    }

    @Override
    public CompletionStage<Void> serializableRead() {
        return read(READ.toBuilder().setSerializable(true).build());
    }

    @Override
    public boolean hasLeader() {
        return leadership.isKnown();
    }

    @Override
    public boolean isLearner() {
        return maintenance.status().getIsLearner();
    }

    @Override
    public Set<String> alarms() {
        return maintenance.alarms().stream()
                .map(AlarmMember::getAlarm)
                .map(Enum::name)
                .collect(Collectors.toSet());
    }

    private CompletionStage<Void> read(RangeRequest request) {
        // What follows the read only hands its outcome on, which any thread may do.
        return kv.range(request, Runnable::run).thenAccept(response -> {});
    }
}
