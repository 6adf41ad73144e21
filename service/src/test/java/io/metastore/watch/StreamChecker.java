package io.metastore.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the responses of one stream and compares them with everything that was written. */
final class StreamChecker {
    private final FakeHistory history;
    private final Deque<WatchCreateRequest> requested = new ArrayDeque<>();
    private final Map<Long, Followed> alive = new HashMap<>();
    private int delivered;

    StreamChecker(FakeHistory history) {
        this.history = history;
    }

    void requested(WatchCreateRequest request) {
        requested.add(request);
    }

    /** Events seen so far, so that a test can tell that it tested something. */
    int delivered() {
        return delivered;
    }

    void check(List<WatchResponse> responses) {
        responses.forEach(this::check);
    }

    /** Checks that every live watcher has all its events. */
    void checkComplete(long revision) {
        alive.values().forEach(watcher -> watcher.checkThrough(revision));
    }

    private void check(WatchResponse response) {
        long revision = response.getHeader().getRevision();
        if (response.getCreated()) {
            WatchCreateRequest request = requested.remove();
            if (!response.getCanceled()) {
                Followed before = alive.put(response.getWatchId(), new Followed(request, revision));
                assertThat(before).as("id given twice").isNull();
            }
            return;
        }
        if (response.getWatchId() == -1) {
            alive.values().forEach(watcher -> watcher.checkProgress(revision));
            return;
        }
        Followed watcher = alive.get(response.getWatchId());
        assertThat(watcher).as("a live watcher for %s", response).isNotNull();
        if (response.getCanceled()) {
            alive.remove(response.getWatchId());
            watcher.checkCompaction(response.getCompactRevision());
        } else if (response.getEventsCount() == 0) {
            watcher.checkProgress(revision);
        } else {
            delivered += response.getEventsCount();
            watcher.accept(response);
        }
    }

    /** One watcher and what it has seen. */
    private final class Followed {
        private final WatcherSpec spec;
        private final long first;
        private final List<Event> seen = new ArrayList<>();
        private boolean inFragment;

        Followed(WatchCreateRequest request, long createdAt) {
            spec = WatcherSpec.of(request);
            first = spec.startRevision() == 0 ? createdAt + 1 : spec.startRevision();
        }

        void accept(WatchResponse response) {
            long next = response.getEvents(0).getKv().getModRevision();
            long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).getKv().getModRevision();
            if (!inFragment) {
                assertThat(next).as("a revision is not split").isGreaterThan(last);
            }
            seen.addAll(response.getEventsList());
            assertThat(response.getFragment() && !spec.fragment()).isFalse();
            inFragment = response.getFragment();
            long reached = seen.get(seen.size() - 1).getKv().getModRevision();
            assertThat(response.getHeader().getRevision()).isGreaterThanOrEqualTo(reached);
            if (!inFragment) {
                checkThrough(reached);
                checkThrough(response.getHeader().getRevision());
            }
        }

        void checkProgress(long revision) {
            assertThat(revision).isGreaterThanOrEqualTo(spec.startRevision());
            checkThrough(revision);
        }

        void checkThrough(long revision) {
            assertThat(seen).isEqualTo(expected(revision));
        }

        void checkCompaction(long compactRevision) {
            if (compactRevision != 0) {
                long reached =
                        seen.isEmpty() ? 0 : seen.get(seen.size() - 1).getKv().getModRevision();
                assertThat(reached).isLessThan(compactRevision);
            }
        }

        private List<Event> expected(long through) {
            return history.changes().stream()
                    .filter(change -> change.revision() >= first && change.revision() <= through)
                    .filter(change -> spec.range().contains(change.kv().getKey()))
                    .filter(change -> spec.wants(change.type()))
                    .map(change -> change.event(spec.prevKv()))
                    .toList();
        }
    }
}
