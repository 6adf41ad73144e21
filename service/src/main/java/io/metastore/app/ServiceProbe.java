package io.metastore.app;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.http.health.NodeProbe;
import io.metastore.node.KvService;
import io.metastore.node.Leadership;
import com.google.protobuf.ByteString;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Asks the node what health checks want to know, with a read such as a client would make. */
final class ServiceProbe implements NodeProbe {
    private static final RangeRequest READ =
            RangeRequest.newBuilder()
                    .setKey(ByteString.copyFromUtf8("health"))
                    .setLimit(1)
                    .build();

    private final KvService kv;
    private final Leadership leadership;

    ServiceProbe(KvService kv, Leadership leadership) {
        this.kv = kv;
        this.leadership = leadership;
    }

    @Override
    public CompletionStage<Void> linearizableRead() {
        return kv.range(READ, Runnable::run).thenAccept(response -> {});
    }

    @Override
    public CompletionStage<Void> serializableRead() {
        RangeRequest local = READ.toBuilder().setSerializable(true).build();
        return kv.range(local, Runnable::run).thenAccept(response -> {});
    }

    @Override
    public boolean hasLeader() {
        return leadership.isKnown();
    }

    /** Learners come with membership changes; every member of this version votes. */
    @Override
    public boolean isLearner() {
        return false;
    }

    /** Nothing in this version raises an alarm. */
    @Override
    public Set<String> alarms() {
        return Set.of();
    }
}
