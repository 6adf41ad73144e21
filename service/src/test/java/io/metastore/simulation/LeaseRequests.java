package io.metastore.simulation;

import static io.metastore.simulation.Acknowledged.require;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeResponse;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveRequest;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveResponse;
import io.metastore.node.Node;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Requests for leases, each id granted at most once. */
final class LeaseRequests {
    private final LeaseHistory leases;
    private final Acknowledged acknowledged;
    private final LongSupplier nowMillis;
    private final Set<Long> granted = new TreeSet<>();
    private final Set<Long> gone = new TreeSet<>();

    LeaseRequests(LeaseHistory leases, Acknowledged acknowledged, LongSupplier nowMillis) {
        this.leases = leases;
        this.acknowledged = acknowledged;
        this.nowMillis = nowMillis;
    }

    Request<LeaseGrantResponse> grant(long id, long ttlSeconds) {
        LeaseGrantRequest request =
                LeaseGrantRequest.newBuilder().setID(id).setTTL(ttlSeconds).build();
        return new Request<>() {
            @Override
            public CompletionStage<LeaseGrantResponse> send(Node node, Executor executor) {
                return node.leaseService().grant(request, executor);
            }

            @Override
            public void answered(LeaseGrantResponse response, Sent sent) {
                require(leases.hasBegun(id), "lease %d was not granted", id);
                require(response.getTTL() >= ttlSeconds, "lease %d is too short", id);
                leases.promised(id, sent.millis(), response.getTTL());
                granted.add(id);
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public void refused(EtcdError error, Sent sent) {
                require(error != EtcdError.LEASE_EXISTS, "lease %d was granted twice", id);
            }

            @Override
            public String toString() {
                return "grant " + id;
            }
        };
    }

    Request<LeaseKeepAliveResponse> keepAlive(long id) {
        LeaseKeepAliveRequest request = LeaseKeepAliveRequest.newBuilder().setID(id).build();
        return new Request<>() {
            @Override
            public CompletionStage<LeaseKeepAliveResponse> send(Node node, Executor executor) {
                return node.leaseService().keepAlive(request, executor);
            }

            @Override
            public void answered(LeaseKeepAliveResponse response, Sent sent) {
                if (response.getTTL() > 0) {
                    leases.promised(id, sent.millis(), response.getTTL());
                } else {
                    require(
                            leases.hasEnded(id) || !leases.hasBegun(id),
                            "lease %d is there and was not renewed",
                            id);
                }
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public String toString() {
                return "keep alive " + id;
            }
        };
    }

    Request<LeaseRevokeResponse> revoke(long id) {
        LeaseRevokeRequest request = LeaseRevokeRequest.newBuilder().setID(id).build();
        return new Request<>() {
            @Override
            public CompletionStage<LeaseRevokeResponse> send(Node node, Executor executor) {
                leases.revoking(id, nowMillis.getAsLong());
                return node.leaseService().revoke(request, executor);
            }

            @Override
            public void answered(LeaseRevokeResponse response, Sent sent) {
                require(leases.hasEnded(id), "lease %d was not revoked", id);
                gone.add(id);
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public String toString() {
                return "revoke " + id;
            }
        };
    }

    Request<LeaseTimeToLiveResponse> timeToLive(long id) {
        LeaseTimeToLiveRequest request = LeaseTimeToLiveRequest.newBuilder().setID(id).build();
        boolean wasGranted = granted.contains(id);
        boolean wasGone = gone.contains(id);
        return new Request<>() {
            @Override
            public CompletionStage<LeaseTimeToLiveResponse> send(Node node, Executor executor) {
                return node.leaseService().timeToLive(request, executor);
            }

            @Override
            public void answered(LeaseTimeToLiveResponse response, Sent sent) {
                boolean there = response.getTTL() >= 0;
                require(!there || !wasGone, "lease %d was revoked before", id);
                require(there || !wasGranted || leases.hasEnded(id), "lease %d has not ended", id);
                acknowledged.linearizable(response.getHeader(), sent);
            }

            @Override
            public String toString() {
                return "time to live of " + id;
            }
        };
    }
}
