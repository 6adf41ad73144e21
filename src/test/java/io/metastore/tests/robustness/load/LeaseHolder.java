package io.metastore.tests.robustness.load;

import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.put;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Stream;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.robustness.history.Lines;
import io.metastore.tests.robustness.history.Renewal;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * A client that holds one lease after the other, each with a key, and keeps it alive for a while
 * through whichever member answers. Used by one thread, but stopped by any.
 */
final class LeaseHolder implements Runnable {
    static final String PREFIX = "lease/";
    static final long TTL_SECONDS = 3;
    private static final int RENEWALS_MAX = 8;
    private static final Duration RENEW_EVERY = Duration.ofMillis(700);
    private static final Duration ATTEMPT = Duration.ofMillis(500);

    private final String name;
    private final Members members;
    private final Lines<Renewal> history;
    private final Random random;
    private volatile boolean stopped;
    private int number;

    LeaseHolder(String name, Members members, Lines<Renewal> history, Random random) {
        this.name = name;
        this.members = members;
        this.history = history;
        this.random = random;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            String key = PREFIX + name + "/" + number++;
            try {
                hold(key);
            } catch (StatusRuntimeException e) {
                // It was not granted, or its key may not be there: the next one.
                Await.pause(ATTEMPT);
            }
        }
    }

    private void hold(String key) {
        Client client = client();
        long called = System.nanoTime();
        LeaseGrantResponse granted = client.lease().leaseGrant(grant(TTL_SECONDS));
        long lease = granted.getID();
        renewed(lease, key, granted.getTTL(), called);
        client.kv().put(put(key, name, lease));
        boolean alive = true;
        for (int i = random.nextInt(RENEWALS_MAX); i > 0 && alive && !stopped; i--) {
            Await.pause(RENEW_EVERY);
            alive = renew(lease, key);
        }
    }

    private Client client() {
        Member member = members.any(random);
        member.client().reconnect();
        return member.client().withDeadline(ATTEMPT.multipliedBy(2));
    }

    /** False when the lease is gone. */
    private boolean renew(long lease, String key) {
        LeaseKeepAliveRequest request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
        long called = System.nanoTime();
        Optional<LeaseKeepAliveResponse> response;
        try (Stream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> stream = client().keepAlive()) {
            stream.send(request);
            response = stream.next(ATTEMPT);
        }
        response.filter(kept -> kept.getTTL() > 0)
                .ifPresent(kept -> renewed(lease, key, kept.getTTL(), called));
        return response.isEmpty() || response.get().getTTL() > 0;
    }

    private void renewed(long lease, String key, long ttlSeconds, long called) {
        history.add(new Renewal(lease, key, Duration.ofSeconds(ttlSeconds).toMillis(), called));
    }
}
