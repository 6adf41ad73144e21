package io.metastore.tests.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractBlockingStub;
import io.grpc.stub.MetadataUtils;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.StatusRequest;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.api.etcdserverpb.WatchGrpc;
import io.metastore.api.healthpb.HealthGrpc;
import java.time.Duration;

/** One connection to one member. Every call has a deadline. Safe for use by many threads. */
public final class Client implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final int MESSAGE_BYTES_MAX = 64 << 20;
    private static final Metadata.Key<String> HAS_LEADER =
            Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel managed;
    private final Channel channel;
    private final Duration deadline;

    /** A client of its own connection, which is made when first used. */
    public Client(int port) {
        this.managed =
                NettyChannelBuilder.forAddress("127.0.0.1", port)
                        .usePlaintext()
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                        .build();
        this.channel = managed;
        this.deadline = DEADLINE;
    }

    private Client(Client base, Channel channel, Duration deadline) {
        this.managed = base.managed;
        this.channel = channel;
        this.deadline = deadline;
    }

    /** The same connection with another deadline for each call. */
    public Client withDeadline(Duration other) {
        return new Client(this, channel, other);
    }

    /** Tries a write; false when it is not acknowledged in time. */
    public boolean isWritten(Duration within, String key, String value) {
        try {
            withDeadline(within).kv().put(Requests.put(key, value));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    /** The same connection, its calls marked as wanting a member that knows a leader. */
    public Client requiringLeader() {
        Metadata metadata = new Metadata();
        metadata.put(HAS_LEADER, "true");
        Channel marked =
                ClientInterceptors.intercept(
                        channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
        return new Client(this, marked, deadline);
    }

    /** The same connection, its calls passing through an interceptor. */
    public Client through(ClientInterceptor interceptor) {
        return new Client(this, ClientInterceptors.intercept(channel, interceptor), deadline);
    }

    public KVGrpc.KVBlockingStub kv() {
        return limited(KVGrpc.newBlockingStub(channel));
    }

    public LeaseGrpc.LeaseBlockingStub lease() {
        return limited(LeaseGrpc.newBlockingStub(channel));
    }

    public ClusterGrpc.ClusterBlockingStub cluster() {
        return limited(ClusterGrpc.newBlockingStub(channel));
    }

    public MaintenanceGrpc.MaintenanceBlockingStub maintenance() {
        return limited(MaintenanceGrpc.newBlockingStub(channel));
    }

    public HealthGrpc.HealthBlockingStub health() {
        return limited(HealthGrpc.newBlockingStub(channel));
    }

    /** A new watch stream. */
    public WatchStream watch() {
        return new WatchStream(
                Stream.open(channel.newCall(WatchGrpc.getWatchMethod(), CallOptions.DEFAULT)));
    }

    /** A new stream of keep-alives. */
    public Stream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> keepAlive() {
        return Stream.open(
                channel.newCall(LeaseGrpc.getLeaseKeepAliveMethod(), CallOptions.DEFAULT));
    }

    /** For calls that no stub makes. */
    public Channel channel() {
        return channel;
    }

    /** What the member says of itself; waits for the connection when there is none yet. */
    public StatusResponse status() {
        return maintenance().withWaitForReady().status(StatusRequest.getDefaultInstance());
    }

    /** The member's own id. */
    public long memberId() {
        return status().getHeader().getMemberId();
    }

    /** Whom the member takes for the leader, 0 for nobody. */
    public long leaderId() {
        return status().getLeader();
    }

    /** The present revision, read through the quorum. */
    public long revision() {
        return kv().range(Requests.get("nothing")).getHeader().getRevision();
    }

    /** Forgets failed attempts, so that the next call connects at once. */
    public void reconnect() {
        managed.resetConnectBackoff();
    }

    @Override
    public void close() {
        managed.shutdownNow();
    }

    private <S extends AbstractBlockingStub<S>> S limited(S stub) {
        return stub.withDeadlineAfter(deadline.toMillis(), MILLISECONDS);
    }
}
