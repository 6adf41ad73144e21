package io.metastore.tests.members;

import static io.metastore.tests.client.Requests.put;

import io.grpc.StatusRuntimeException;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Writes one new key after the other, through whichever member takes it. */
final class Writer implements AutoCloseable {
    static final String PREFIX = "members/";
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(40);

    private final List<Member> members;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> work;
    private volatile boolean stopped;

    Writer(List<Member> members) {
        this.members = members;
        this.work = CompletableFuture.runAsync(this::write);
    }

    private void write() {
        int at = 0;
        for (int number = 0; !stopped; number++) {
            Client client = members.get(at % members.size()).client();
            String key = PREFIX + number;
            try {
                long revision =
                        client.withDeadline(DEADLINE)
                                .kv()
                                .put(put(key, "value"))
                                .getHeader()
                                .getRevision();
                acknowledged.put(key, revision);
            } catch (StatusRuntimeException e) {
                at++;
                client.reconnect();
                Await.pause(RETRY_PAUSE);
            }
        }
    }

    /** Waits until this many more writes than now are acknowledged. */
    void awaitWrites(int count) {
        int goal = acknowledged.size() + count;
        Await.until(
                count + " more writes",
                PROGRESS_MAX,
                () -> acknowledged.size() >= goal || work.isDone());
    }

    /** Keys with the revisions they were acknowledged at. */
    Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    void stop() {
        stopped = true;
        work.join();
    }

    @Override
    public void close() {
        stop();
    }
}
