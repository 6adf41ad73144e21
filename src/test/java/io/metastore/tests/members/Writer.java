package io.metastore.tests.members;

import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Writes one new key after the other, through whichever member takes it. */
final class Writer implements AutoCloseable {
    static final String PREFIX = "members/";
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(40);

    private final List<Member> members;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Status> failures = new ConcurrentLinkedQueue<>();
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
                failures.add(e.getStatus());
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

    /** What was acknowledged must be there, at its revision. */
    void assertKept(Client client) {
        Map<String, Long> present =
                client.kv().range(prefix(PREFIX).build()).getKvsList().stream()
                        .collect(
                                Collectors.toMap(
                                        kv -> kv.getKey().toStringUtf8(),
                                        KeyValue::getModRevision));
        assertThat(present).containsAllEntriesOf(acknowledged);
    }

    /** How the writes ended that were not acknowledged. */
    List<Status> failures() {
        return List.copyOf(failures);
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
