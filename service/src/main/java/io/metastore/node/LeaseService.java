package io.metastore.node;

import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.LeaseLeasesResponse;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeResponse;
import io.metastore.api.etcdserverpb.LeaseStatus;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveRequest;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveResponse;
import io.metastore.apply.RequestCosts;
import io.metastore.command.Command;
import io.metastore.engine.Engine;
import io.metastore.engine.Snapshot;
import io.metastore.lease.Lease;
import io.metastore.lease.LeaseStore;
import io.metastore.mvcc.MvccStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Leases, at any member. Stages complete on the caller's executor with the response or an {@code
 * EtcdException}; an invalid request throws that at once. Any thread.
 */
public final class LeaseService {
    /** Longest time to live that can be granted, in seconds. */
    static final long TTL_SECONDS_MAX = 9_000_000_000L;

    private final Engine engine;
    private final MvccStore store;
    private final LeaseStore leases;
    private final LeaseClock clock;
    private final Reads reads;
    private final Proposals proposals;
    private final Admission admission;
    private final Leadership leadership;
    private final Headers headers;
    private final long ttlSecondsMin;
    private final LongSupplier ids;

    /** What lease requests work with. */
    record Parts(
            Engine engine,
            MvccStore store,
            LeaseStore leases,
            LeaseClock clock,
            Reads reads,
            Proposals proposals,
            Admission admission,
            Leadership leadership,
            Headers headers) {}

    /**
     * @param ttlSecondsMin shorter times to live are raised to this
     * @param ids draws ids for leases whose client leaves the choice to the node
     */
    LeaseService(Parts parts, long ttlSecondsMin, LongSupplier ids) {
        this.engine = parts.engine();
        this.store = parts.store();
        this.leases = parts.leases();
        this.clock = parts.clock();
        this.reads = parts.reads();
        this.proposals = parts.proposals();
        this.admission = parts.admission();
        this.leadership = parts.leadership();
        this.headers = parts.headers();
        this.ttlSecondsMin = ttlSecondsMin;
        this.ids = ids;
    }

    public CompletionStage<LeaseGrantResponse> grant(LeaseGrantRequest request, Executor executor) {
        return admission.admit(
                RequestCosts.LEASE_BYTES, executor, () -> admitted(request, executor));
    }

    private CompletionStage<LeaseGrantResponse> admitted(
            LeaseGrantRequest request, Executor executor) {
        if (request.getTTL() > TTL_SECONDS_MAX) {
            throw EtcdError.LEASE_TTL_TOO_LARGE.exception();
        }
        LeaseGrantRequest complete =
                request.toBuilder()
                        .setID(request.getID() == 0 ? freshId() : request.getID())
                        .setTTL(Math.max(request.getTTL(), ttlSecondsMin))
                        .build();
        return propose(
                Command.newBuilder().setLeaseGrant(complete), LeaseGrantResponse.class, executor);
    }

    public CompletionStage<LeaseRevokeResponse> revoke(
            LeaseRevokeRequest request, Executor executor) {
        return admission.admit(
                0,
                executor,
                () ->
                        propose(
                                Command.newBuilder().setLeaseRevoke(request),
                                LeaseRevokeResponse.class,
                                executor));
    }

    /** Renews a lease; one that is not there is answered with a time to live of 0. */
    public CompletionStage<LeaseKeepAliveResponse> keepAlive(
            LeaseKeepAliveRequest request, Executor executor) {
        if (!leadership.isKnown()) {
            return CompletableFuture.failedFuture(EtcdError.NO_LEADER.exception());
        }
        return propose(
                Command.newBuilder().setLeaseKeepAlive(request),
                LeaseKeepAliveResponse.class,
                executor);
    }

    public CompletionStage<LeaseTimeToLiveResponse> timeToLive(
            LeaseTimeToLiveRequest request, Executor executor) {
        return reads.linearizable(executor).thenApply(point -> readTimeToLive(request));
    }

    /** Every lease, soonest expiry first. */
    public CompletionStage<LeaseLeasesResponse> leases(Executor executor) {
        return reads.linearizable(executor)
                .thenApply(
                        point -> {
                            LeaseLeasesResponse.Builder response =
                                    LeaseLeasesResponse.newBuilder()
                                            .setHeader(headers.apply(store.revision()));
                            for (Lease lease : leases.leases()) {
                                response.addLeases(LeaseStatus.newBuilder().setID(lease.id()));
                            }
                            return response.build();
                        });
    }

    private LeaseTimeToLiveResponse readTimeToLive(LeaseTimeToLiveRequest request) {
        LeaseTimeToLiveResponse.Builder response =
                LeaseTimeToLiveResponse.newBuilder()
                        .setHeader(headers.apply(store.revision()))
                        .setID(request.getID());
        try (Snapshot snapshot = engine.snapshot()) {
            Lease lease = LeaseStore.find(snapshot, request.getID());
            if (lease == null) {
                return response.setTTL(-1).build();
            }
            long remainingMillis = lease.remainingMillis(clock.nowMillis());
            response.setTTL(Math.max(0, remainingMillis / 1000)).setGrantedTTL(lease.ttlSeconds());
            if (request.getKeys()) {
                LeaseStore.attachedKeys(snapshot, lease.id())
                        .forEach(key -> response.addKeys(UnsafeByteOperations.unsafeWrap(key)));
            }
            return response.build();
        }
    }

    private long freshId() {
        long id = ids.getAsLong() & Long.MAX_VALUE;
        return id == 0 ? 1 : id;
    }

    private <T extends Message> CompletionStage<T> propose(
            Command.Builder command, Class<T> type, Executor executor) {
        return proposals.submit(command.build(), executor).thenApply(type::cast);
    }
}
