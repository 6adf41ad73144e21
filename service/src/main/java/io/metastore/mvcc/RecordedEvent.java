package io.metastore.mvcc;

import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * One change as watchers see it.
 *
 * @param type what was done
 * @param kv the new version; after a deletion only the key and the revision of the deletion
 * @param previous the version before the transaction; null when the key is new, and in a replay
 *     also when it was not asked for or has been compacted away
 */
public record RecordedEvent(Event.EventType type, KeyValue kv, @Nullable KeyValue previous) {
    /** The main revision of the change. */
    public long revision() {
        return kv.getModRevision();
    }

    /** The event on the wire. */
    public Event toEvent(boolean withPrevious) {
        Event.Builder event = Event.newBuilder().setType(type).setKv(kv);
        if (withPrevious && previous != null) {
            event.setPrevKv(previous);
        }
        return event.build();
    }
}
