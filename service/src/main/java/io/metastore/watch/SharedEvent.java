package io.metastore.watch;

import io.metastore.api.mvccpb.Event;
import org.jspecify.annotations.Nullable;

/** The message of one change in its two forms, each built at most once for all watchers. */
final class SharedEvent {
    private final Change change;
    private @Nullable Event plain;
    private @Nullable Event withPrevKv;

    SharedEvent(Change change) {
        this.change = change;
    }

    Change change() {
        return change;
    }

    Event forWatcher(Watcher watcher) {
        if (watcher.spec().prevKv() && change.prevKv() != null) {
            if (withPrevKv == null) {
                withPrevKv = change.event(true);
            }
            return withPrevKv;
        }
        if (plain == null) {
            plain = change.event(false);
        }
        return plain;
    }
}
