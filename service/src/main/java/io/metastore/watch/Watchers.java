package io.metastore.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The watchers of one stream by id. Belongs to its event loop. */
final class Watchers {
    private final Map<Long, Watcher> byId = new LinkedHashMap<>();
    private long nextId;

    int size() {
        return byId.size();
    }

    Collection<Watcher> all() {
        return byId.values();
    }

    boolean isTaken(long id) {
        return byId.containsKey(id);
    }

    /** The smallest free id that the counter of this stream has not passed. */
    long freeId() {
        while (byId.containsKey(nextId)) {
            nextId++;
        }
        return nextId++;
    }

    void add(Watcher watcher) {
        byId.put(watcher.id(), watcher);
    }

    @Nullable Watcher remove(long id) {
        Watcher watcher = byId.remove(id);
        if (watcher != null) {
            watcher.markRemoved();
        }
        return watcher;
    }

    /** Whether the store has reached the start of every watcher. */
    boolean allStarted(long revision) {
        return byId.values().stream().allMatch(w -> w.spec().startRevision() <= revision);
    }

    /** Begins a progress interval; returns the watchers that were sent nothing in the last one. */
    List<Watcher> beginProgressInterval() {
        List<Watcher> quiet = new ArrayList<>();
        for (Watcher watcher : byId.values()) {
            if (watcher.spec().progressNotify()) {
                if (watcher.quiet()) {
                    quiet.add(watcher);
                }
                watcher.setQuiet(true);
            }
        }
        return quiet;
    }
}
