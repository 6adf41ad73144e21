package io.metastore.cli.bench;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeRequest;
import io.metastore.api.etcdserverpb.LeaseRevokeResponse;
import io.metastore.cli.tool.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One lease for each client: granted, kept, and revoked at the end. */
final class Leases {
    /** How often a lease is renewed within its time to live. */
    private static final int RENEWALS = 3;

    /** Grants that are under way at a time. */
    private static final int GRANTS_MAX = 64;

    private final Site site;
    private final long timeToLiveSeconds;
    private final List<Long> ids = new ArrayList<>();
    private volatile boolean over;

    Leases(Site site, long timeToLiveSeconds) {
        this.site = site;
        this.timeToLiveSeconds = timeToLiveSeconds;
    }

    /**
     * Grants a lease for each client.
     *
     * @return their ids, by client
     * @throws ToolFailure when one is refused
     */
    List<Long> grant() {
        while (ids.size() < site.clients()) {
            int first = ids.size();
            int end = Math.min(first + GRANTS_MAX, site.clients());
            List<ListenableFuture<LeaseGrantResponse>> answers =
                    IntStream.range(first, end).mapToObj(this::ask).toList();
            for (ListenableFuture<LeaseGrantResponse> answer : answers) {
                ids.add(idOf(answer));
            }
        }
        return List.copyOf(ids);
    }

    private ListenableFuture<LeaseGrantResponse> ask(int client) {
        return LeaseGrpc.newFutureStub(site.connection(client).channel())
                .withDeadlineAfter(site.answerMax().toMillis(), TimeUnit.MILLISECONDS)
                .leaseGrant(LeaseGrantRequest.newBuilder().setTTL(timeToLiveSeconds).build());
    }

    private long idOf(ListenableFuture<LeaseGrantResponse> answer) {
        try {
            return answer.get().getID();
        } catch (ExecutionException e) {
            throw site.connection(ids.size()).failure(Status.fromThrowable(e).asRuntimeException());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailure("interrupted while granting leases", e);
        }
    }

    /** Renews all of them until they are revoked. */
    void keepAlive() {
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
            // A stream for each renewal, so that none is missed because a stream broke.
            var stream =
                    LeaseGrpc.newStub(site.connection(i).channel()).leaseKeepAlive(new Ignored<>());
            stream.onNext(LeaseKeepAliveRequest.newBuilder().setID(ids.get(i)).build());
            stream.onCompleted();
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
