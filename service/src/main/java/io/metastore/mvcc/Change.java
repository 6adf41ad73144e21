package io.metastore.mvcc;

import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * One change as watchers see it.
 *
 * @param type what was done
 * @param kv the new version; after a deletion only the key and the revision of the deletion
 * @param prevKv the version before the transaction; null when the key is new or it is unread, and
 *     in a replay also when it was not asked for or has been compacted away
 * @param prevKvUnread whether there is a version before that was not read; it is in history
 */
public record Change(
        Event.EventType type, KeyValue kv, @Nullable KeyValue prevKv, boolean prevKvUnread) {
    /** A change of which everything is known that was asked for. */
    public Change(Event.EventType type, KeyValue kv, @Nullable KeyValue prevKv) {
        this(type, kv, prevKv, false);
    }

    /** The main revision of the change. */
    public long revision() {
        return kv.getModRevision();
    }

    /** The event on the wire. */
    public Event event(boolean withPrevKv) {
        Event.Builder event = Event.newBuilder().setType(type).setKv(kv);
        if (withPrevKv && prevKv != null) {
            event.setPrevKv(prevKv);
        }
        return event.build();
    }
}
