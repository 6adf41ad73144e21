package io.metastore.tests.robustness.load;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.robustness.history.HistoryFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Clients that watch everything, each moving from member to member. */
public final class Watchers implements AutoCloseable {
    private final List<Watcher> watchers = new ArrayList<>();
    private final Threads threads = new Threads("watcher");

    public Watchers(Members members, Workload.Settings settings, long start, int count) {
        for (int number = 0; number < count; number++) {
            add(
                    new Watcher(
                            members,
                            settings.history().watcher("moving-" + number),
                            start,
                            new Random(settings.seed() * 37 + number)));
        }
    }

    private void add(Watcher watcher) {
        watchers.add(watcher);
        threads.start(watcher);
    }

    /** Begins to watch one member alone, from a revision on. */
    public void stayAt(Member member, HistoryFolder history, long start) {
        add(
                new Watcher(
                        new Members(List.of(member)),
                        history.watcher("of-" + member.name()),
                        start,
                        new Random(start)));
    }

    /** The newest revision that all of them have seen. */
    public long seenByAll() {
        return watchers.stream().mapToLong(Watcher::next).min().orElse(1) - 1;
    }

    /** Waits until all of them have seen a revision. */
    public void awaitRevision(long revision, Duration max) {
        Await.until(
                "all watchers see revision " + revision,
                max,
                () -> {
                    threads.check();
                    return seenByAll() >= revision;
                });
    }

    @Override
    public void close() {
        watchers.forEach(Watcher::stop);
        threads.close();
    }
}
