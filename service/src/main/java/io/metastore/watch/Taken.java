package io.metastore.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream gets from the hub in one look, all as of one moment.
 *
 * @param deliveries events to send
 * @param compacted watchers that compaction has overtaken; they have left the hub. Their events
 *     among the deliveries come first
 * @param compactRevision the compact revision
 * @param revision the hub's revision: with the deliveries sent, every synced watcher has all its
 *     events up to it
 * @param allSynced whether no watcher of the stream is unsynced
 * @param synced those of the watchers asked about that are synced
 * @param catchUp history to read next, if asked for
 */
record Taken(
        List<Delivery> deliveries,
        List<Watcher> compacted,
        long compactRevision,
        long revision,
        boolean allSynced,
        List<Watcher> synced,
        @Nullable CatchUp catchUp) {}
