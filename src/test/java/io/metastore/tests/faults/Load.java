package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.put;

import io.grpc.StatusRuntimeException;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writers that put one value after the other, each through a member until that fails it and then
 * through the next.
 */
final class Load implements AutoCloseable {
    static final String PREFIX = "load/";

    /** Makes the log weigh as much as the state, so that snapshots of the memory engine are due. */
    private static final String PADDING = ".".repeat(200);

    private static final int KEYS_PER_WRITER = 10;
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final List<Member> members;
    private final History history;
    private final AtomicInteger serial = new AtomicInteger();
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();
    private volatile boolean stopped;

    Load(Cluster cluster, History history, int writerCount) {
        this(cluster.members(), history, writerCount);
    }

    /** Through some of the members only. */
    Load(List<Member> members, History history, int writerCount) {
        this.members = members;
        this.history = history;
        this.threads = Executors.newFixedThreadPool(writerCount);
        for (int i = 0; i < writerCount; i++) {
            int writer = i;
            writers.add(CompletableFuture.runAsync(() -> write(writer), threads));
        }
    }

    private void write(int writer) {
        int at = writer;
        while (!stopped) {
            Client client = members.get(at % members.size()).client();
            int number = serial.incrementAndGet();
            String key = PREFIX + writer + "/" + number % KEYS_PER_WRITER;
            Write write = new Write(key, "value " + number + PADDING);
            try {
                long revision =
                        client.withDeadline(DEADLINE)
                                .kv()
                                .put(put(write.key(), write.value()))
                                .getHeader()
                                .getRevision();
                history.acknowledge(write, revision);
            } catch (StatusRuntimeException e) {
                history.leaveUnknown(write);
                at++;
                client.reconnect();
                Await.pause(RETRY_PAUSE);
            }
        }
    }

    /** Waits until this many more writes than now are acknowledged. */
    void awaitProgress(int writes, Duration max) {
        int goal = history.acknowledgedCount() + writes;
        Await.until(
                writes + " more writes",
                max,
                () -> history.acknowledgedCount() >= goal || failed());
        if (failed()) {
            close();
        }
    }

    private boolean failed() {
        return writers.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Override
    public void close() {
        stopped = true;
        writers.forEach(CompletableFuture::join);
        threads.shutdown();
    }
}
