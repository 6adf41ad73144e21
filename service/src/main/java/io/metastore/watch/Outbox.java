package io.metastore.watch;

import io.metastore.api.etcdserverpb.WatchResponse;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Responses in the order in which they leave a stream. Belongs to its event loop. Events are added
 * only while it is empty, so they are bounded by the limits of the inbox and of one page; answers
 * to requests are counted.
 */
final class Outbox {
    private final WatchSink sink;
    private final Deque<WatchResponse> responses = new ArrayDeque<>();
    private int answers;

    Outbox(WatchSink sink) {
        this.sink = sink;
    }

    void add(WatchResponse response) {
        responses.add(response);
    }

    void addAll(Collection<WatchResponse> added) {
        responses.addAll(added);
    }

    /** Adds the answer to a request. */
    void addAnswer(WatchResponse response) {
        responses.add(response);
        answers++;
    }

    /** Answers that may still wait here; exact when none do. */
    int answers() {
        return answers;
    }

    boolean isEmpty() {
        return responses.isEmpty();
    }

    void clear() {
        responses.clear();
    }

    /** Sends while the client takes it; returns whether it would take more than there was. */
    boolean flush() {
        while (sink.isReady()) {
            WatchResponse next = responses.poll();
            if (next == null) {
                answers = 0;
                return true;
            }
            sink.send(next);
        }
        return false;
    }
}
