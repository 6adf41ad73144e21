package io.metastore.watch;

import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * One event as the store produced it.
 *
 * @param type what happened
 * @param kv the new version; of a deletion only key and mod revision. Its mod revision is the
 *     revision of the change
 * @param prevKv the version before, or null for a creation, for a version compacted away, and where
 *     it was not asked for
 * @param prevKvUnread whether there is a version before that only history has; never in a page of
 *     it
 */
public record Change(
        Event.EventType type, KeyValue kv, @Nullable KeyValue prevKv, boolean prevKvUnread) {
    /** An event of which everything is known that was asked for. */
    public Change(Event.EventType type, KeyValue kv, @Nullable KeyValue prevKv) {
        this(type, kv, prevKv, false);
    }

    /** The revision this change belongs to. */
    public long revision() {
        return kv.getModRevision();
    }

    Event event(boolean withPrevKv) {
        Event.Builder event = Event.newBuilder().setType(type).setKv(kv);
        if (withPrevKv && prevKv != null) {
            event.setPrevKv(prevKv);
        }
        return event.build();
    }
}
