package io.metastore.tests.input;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.watchPrefix;

import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Member;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that behaves, on a connection of its own. It writes, reads and watches until told to
 * stop, and fails when anything goes wrong for it.
 */
final class Bystander implements AutoCloseable {
    private static final String KEY = "bystander";
    private static final int ROUNDS_MIN = 20;

    private final Client client;
    private final CompletableFuture<Void> work;
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean stopped;

    Bystander(Member member) {
        this.client = new Client(member.clientPort());
        this.work = CompletableFuture.runAsync(this::work);
    }

    private void work() {
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix(KEY).build());
            while (!stopped || rounds.get() < ROUNDS_MIN) {
                String value = "v" + rounds.incrementAndGet();
                long revision = client.kv().put(put(KEY, value)).getHeader().getRevision();
                expect(value, client.kv().range(get(KEY)).getKvs(0).getValue().toStringUtf8());
                expect(revision, watch.events(1).get(0).getKv().getModRevision());
            }
        }
    }

    private static void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + " but was " + actual);
        }
    }

    /** Waits for a few more rounds and fails if any of all rounds did. */
    @Override
    public void close() {
        stopped = true;
        work.join();
        client.close();
    }
}
