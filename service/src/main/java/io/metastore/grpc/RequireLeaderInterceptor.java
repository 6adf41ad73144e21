package io.metastore.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.metastore.api.EtcdError;
import io.metastore.node.Leadership;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls that ask for a cluster with a leader: refused when there is none, and streams are cut when
 * there has been none for {@value #CHECKS_WITHOUT_LEADER_MAX} election time-outs, so that a client
 * on the wrong side of a partition looks elsewhere.
 */
public final class RequireLeaderInterceptor implements ServerInterceptor {
    static final int CHECKS_WITHOUT_LEADER_MAX = 3;

    private static final Metadata.Key<String> HAS_LEADER =
            Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

    private final Leadership leadership;
    private final Set<CuttableCall<?, ?>> streams = ConcurrentHashMap.newKeySet();
    private int checksWithoutLeader;

    public RequireLeaderInterceptor(Leadership leadership) {
        this.leadership = leadership;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!"true".equals(headers.get(HAS_LEADER))) {
            return next.startCall(call, headers);
        }
        if (!leadership.isKnown()) {
            call.close(EtcdError.NO_LEADER.toStatus(), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        if (call.getMethodDescriptor().getType().clientSendsOneMessage()) {
            return next.startCall(call, headers);
        }
        CuttableCall<Q, A> cuttable =
                new CuttableCall<>(call, EventLoops.current(), streams::remove);
        streams.add(cuttable);
        return cuttable.listen(next.startCall(cuttable, headers));
    }

    /** Looks for a leader; called once per election time-out, by one thread. */
    public void check() {
        checksWithoutLeader = leadership.isKnown() ? 0 : checksWithoutLeader + 1;
        if (checksWithoutLeader >= CHECKS_WITHOUT_LEADER_MAX) {
            streams.forEach(stream -> stream.cut(EtcdError.NO_LEADER.toStatus()));
        }
    }
}
