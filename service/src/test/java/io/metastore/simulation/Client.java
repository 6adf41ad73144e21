package io.metastore.simulation;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client with one request at a time, at whichever member runs. When its member ends, the fate of
 * the request is open.
 */
final class Client {
    private static final int KEYS = 8;
    private static final int LONG_FACTOR = 15;

    private final Cluster cluster;
    private final Requests requests;
    private final Pace pace;
    private final Lane lane;
    private final SplittableRandom random;
    private final String name;
    private final List<Long> leases = new ArrayList<>();
    private @Nullable SimulatedMember member;
    private @Nullable SimulatedExecutor connection;
    private @Nullable Object waiting;
    private long waitingSince;
    private int values;
    private int answers;
    private boolean stopped;

    /**
     * How a client behaves.
     *
     * @param pauseMillisMax longest time between two requests
     * @param onlyReads whether it does nothing but read, and each time at another member
     */
    record Pace(long pauseMillisMax, boolean onlyReads) {}

    /** What all clients share. */
    record Requests(KeyRequests keys, LeaseRequests leases, Acknowledged acknowledged) {}

    /**
     * @param pace how it behaves
     */
    Client(Cluster cluster, int number, Requests requests, Pace pace) {
        this.cluster = cluster;
        this.requests = requests;
        this.pace = pace;
        this.name = "c" + number;
        this.lane = cluster.scheduler().lane(cluster.world(), name);
        this.random = lane.random();
    }

    void start() {
        // One that has not asked for a while may come to a member that has missed something.
        int factor = pace.onlyReads() && random.nextInt(15) == 0 ? LONG_FACTOR : 1;
        long millisMax = factor * pace.pauseMillisMax();
        lane.after(lane.upTo(millisMax * 1_000_000), "think", this::next);
    }

    /** Sends nothing new. */
    void stop() {
        stopped = true;
    }

    /** Answers it got, refusals not counted. */
    int answers() {
        return answers;
    }

    /** Fails if there is a request without an answer. */
    void checkAnswered() {
        Acknowledged.require(
                waiting == null, "%s waits for %s since %d ms", name, waiting, waitingSince);
    }

    private void next() {
        if (stopped || waiting != null) {
            return;
        }
        if (connection == null || pace.onlyReads() || random.nextInt(20) == 0) {
            connect();
        }
        if (connection == null) {
            start();
        } else {
            send(draw());
        }
    }

    private void connect() {
        List<SimulatedMember> running = cluster.running();
        if (running.isEmpty()) {
            connection = null;
            return;
        }
        SimulatedMember chosen = running.get(random.nextInt(running.size()));
        member = chosen;
        SimulatedExecutor opened = chosen.thread(name);
        connection = opened;
        chosen.onEnd(
                () -> {
                    if (connection == opened) {
                        connection = null;
                        lane.after(0, "disconnected", () -> forget(opened));
                    }
                });
    }

    private void forget(SimulatedExecutor ended) {
        if (connection == null || connection == ended) {
            connection = null;
            waiting = null;
            start();
        }
    }

    private <T> void send(Request<T> request) {
        waiting = request;
        waitingSince = cluster.scheduler().nowMillis();
        Request.Sent sent = new Request.Sent(waitingSince, requests.acknowledged().revision());
        SimulatedMember to = member;
        SimulatedExecutor over = connection;
        over.execute(
                () -> {
                    CompletionStage<T> stage;
                    try {
                        stage = request.send(to.node(), over);
                    } catch (EtcdException e) {
                        arrive(request, sent, null, e);
                        return;
                    }
                    stage.whenComplete(
                            (response, failure) -> arrive(request, sent, response, failure));
                });
    }

    private <T> void arrive(
            Request<T> request,
            Request.Sent sent,
            @Nullable T response,
            @Nullable Throwable failure) {
        lane.inOrder(
                lane.upTo(500_000),
                "answer",
                () -> {
                    if (waiting != request) {
                        return;
                    }
                    waiting = null;
                    check(request, sent, response, failure);
                    start();
                });
    }

    private <T> void check(
            Request<T> request,
            Request.Sent sent,
            @Nullable T response,
            @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        cluster.scheduler()
                .trace(
                        cluster.world(),
                        name,
                        request + " -> " + (cause == null ? "done" : cause.getMessage()));
        if (cause == null && response != null) {
            answers++;
            request.answered(response, sent);
        } else if (cause instanceof EtcdException refusal) {
            request.refused(refusal.error(), sent);
            if (Acknowledged.isOpen(refusal.error()) && refusal.error() != EtcdError.NO_LEADER) {
                connection = random.nextBoolean() ? null : connection;
            }
        } else {
            throw new SimulationFailure(name + ": " + request + " failed", cause);
        }
    }

    private ByteString key() {
        return ByteString.copyFromUtf8("k" + random.nextInt(KEYS));
    }

    private ByteString value() {
        return ByteString.copyFromUtf8(name + "-" + ++values);
    }

    private long lease() {
        return leases.isEmpty() ? 1 : leases.get(random.nextInt(leases.size()));
    }

    private Request<?> draw() {
        int dice = random.nextInt(100);
        long revision = requests.acknowledged().revision();
        if (pace.onlyReads()) {
            return requests.keys().range(RangeRequest.newBuilder().setKey(key()).build());
        }
        if (dice < 30) {
            return requests.keys()
                    .put(
                            PutRequest.newBuilder()
                                    .setKey(key())
                                    .setValue(value())
                                    .setPrevKv(true)
                                    .setLease(random.nextInt(4) == 0 ? lease() : 0)
                                    .build());
        } else if (dice < 55) {
            return requests.keys().range(drawRange(revision));
        } else if (dice < 60) {
            return dice < 59 ? requests.keys().readTogether(key(), key()) : requests.keys().hash();
        } else if (dice < 67) {
            return requests.keys()
                    .delete(
                            DeleteRangeRequest.newBuilder()
                                    .setKey(key())
                                    .setRangeEnd(random.nextInt(4) == 0 ? key() : ByteString.EMPTY)
                                    .setPrevKv(true)
                                    .build());
        } else if (dice < 80) {
            return drawSwap(revision);
        } else if (dice < 83) {
            long back = 1 + random.nextInt(30);
            return requests.keys().compact(Math.max(1, revision - back), random.nextBoolean());
        }
        return drawLease(dice);
    }

    private RangeRequest drawRange(long revision) {
        RangeRequest.Builder range = RangeRequest.newBuilder().setKey(key());
        switch (random.nextInt(3)) {
            case 0 -> range.setRangeEnd(ByteString.copyFromUtf8("l"));
            case 1 -> range.setRangeEnd(key());
            default -> range.clearRangeEnd();
        }
        if (random.nextInt(4) == 0) {
            range.setRevision(Math.max(1, revision - 10 + random.nextInt(14)));
        }
        return range.setSerializable(random.nextInt(3) == 0).build();
    }

    private Request<?> drawSwap(long revision) {
        ByteString key = key();
        var current = cluster.order().keys().get(key, revision);
        long expected = current == null ? 0 : current.getModRevision();
        return requests.keys().swap(key, expected, value());
    }

    private Request<?> drawLease(int dice) {
        if (dice < 88 || leases.isEmpty()) {
            long id = 1_000L * (1 + lane.id()) + leases.size();
            leases.add(id);
            return requests.leases().grant(id, 1 + random.nextInt(5));
        } else if (dice < 94) {
            return requests.leases().keepAlive(lease());
        } else if (dice < 96) {
            return requests.leases().revoke(lease());
        }
        return requests.leases().timeToLive(lease());
    }
}
