package io.metastore.cli.bench;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeResponse;
import io.metastore.cli.tool.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One lease for each client: granted, kept, and revoked at the end. */
final class Leases {
    /** How often a lease is renewed within its time to live. */
    private static final int RENEWALS = 3;

    private final Site site;
    private final long timeToLiveSeconds;
    private final List<Long> ids = new ArrayList<>();
    private final List<StreamObserver<LeaseKeepAliveRequest>> streams = new ArrayList<>();
    private volatile boolean over;

    Leases(Site site, long timeToLiveSeconds) {
        this.site = site;
        this.timeToLiveSeconds = timeToLiveSeconds;
    }

    /**
     * Grants a lease for each client.
     *
     * @return their ids, by client
     */
    List<Long> grant() {
        var request = LeaseGrantRequest.newBuilder().setTTL(timeToLiveSeconds).build();
        for (int i = 0; i < site.clients(); i++) {
            Connection connection = site.connection(i);
            try {
                ids.add(
                        LeaseGrpc.newBlockingStub(connection.channel())
                                .withDeadlineAfter(
                                        site.answerMax().toMillis(), TimeUnit.MILLISECONDS)
                                .leaseGrant(request)
                                .getID());
            } catch (StatusRuntimeException e) {
                throw connection.failure(e);
            }
        }
        return List.copyOf(ids);
    }

    /** Renews all of them until they are revoked. */
    void keepAlive() {
        for (int i = 0; i < ids.size(); i++) {
            streams.add(
                    LeaseGrpc.newStub(site.connection(i).channel())
                            .leaseKeepAlive(new Ignored<>()));
        }
        renewLater();
    }

    private void renewLater() {
        long pause = Duration.ofSeconds(timeToLiveSeconds).toNanos() / RENEWALS;
        site.timer().at(site.nanoTime().getAsLong() + pause, this::renew);
    }

    private void renew() {
        if (over) {
            return;
        }
        for (int i = 0; i < ids.size(); i++) {
            streams.get(i).onNext(LeaseKeepAliveRequest.newBuilder().setID(ids.get(i)).build());
        }
        renewLater();
    }

    /** Revokes what it can in a short time; the rest expires. */
    void revoke() {
        over = true;
        var answers = new CountDownLatch(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            LeaseGrpc.newStub(site.connection(i).channel())
                    .leaseRevoke(
                            LeaseRevokeRequest.newBuilder().setID(ids.get(i)).build(),
                            new UnaryAnswer<LeaseRevokeResponse>(
                                    unused -> answers.countDown(), unused -> answers.countDown()));
        }
        try {
            boolean all = answers.await(site.answerMax().toMillis(), TimeUnit.MILLISECONDS);
            if (all) {
                ids.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A lease that could not be renewed shows in what needs it. */
    private static final class Ignored<T> implements StreamObserver<T> {
        @Override
        public void onNext(T value) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
