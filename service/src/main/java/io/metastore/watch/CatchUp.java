package io.metastore.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One read of history shared by watchers of one stream whose cursors are close together.
 *
 * @param members the watchers with their cursors, at least one
 * @param toRevision the last revision wanted
 */
record CatchUp(List<Member> members, long toRevision) {
    CatchUp {
        members = List.copyOf(members);
    }

    /** Reads one page. Runs on the catch-up executor. */
    Result read(History history, WatchLimits limits) {
        HistoryPage page = history.read(query(limits));
        if (page.nextRevision() <= fromRevision() || page.nextRevision() > toRevision + 1) {
            throw new IllegalStateException(
                    "history covered up to revision %d when asked for %d to %d"
                            .formatted(page.nextRevision(), fromRevision(), toRevision));
        }
        return new Result(this, deliveries(page, limits), page.nextRevision());
    }

    /** The outcome of a read that found nothing and moves nobody. */
    Result nothing() {
        return new Result(this, List.of(), fromRevision());
    }

    /** The first revision wanted. */
    long fromRevision() {
        return members.stream().mapToLong(Member::cursor).min().orElseThrow();
    }

    private HistoryQuery query(WatchLimits limits) {
        KeyRange range =
                members.stream()
                        .map(member -> member.watcher().spec().range())
                        .reduce(KeyRange::cover)
                        .orElseThrow();
        return new HistoryQuery(
                fromRevision(),
                toRevision,
                range,
                members.stream().anyMatch(member -> member.watcher().spec().prevKv()),
                limits.catchUpRevisionsMax(),
                limits.catchUpBytesMax());
    }

    private List<Delivery> deliveries(HistoryPage page, WatchLimits limits) {
        RangeIndex<Member> index = new RangeIndex<>();
        members.forEach(member -> index.add(member.watcher().spec().range(), member));
        List<Delivery> deliveries = new ArrayList<>();
        Map<Watcher, Delivery> last = new HashMap<>();
        for (Change change : page.changes()) {
            SharedEvent event = new SharedEvent(change);
            long revision = change.revision();
            index.forEachMatch(
                    change.kv().getKey(),
                    member -> {
                        Watcher watcher = member.watcher();
                        if (revision < member.cursor() || !watcher.spec().wants(change.type())) {
                            return;
                        }
                        Delivery delivery = last.get(watcher);
                        if (delivery == null || !delivery.accepts(revision, limits)) {
                            delivery = new Delivery(watcher);
                            last.put(watcher, delivery);
                            deliveries.add(delivery);
                        }
                        delivery.add(revision, event.forWatcher(watcher));
                    });
        }
        last.values().forEach(delivery -> delivery.coverThrough(page.nextRevision() - 1));
        return deliveries;
    }

    /** A watcher and where it was when the read was planned. */
    record Member(Watcher watcher, long cursor) {}

    /**
     * What a read found.
     *
     * @param request the read
     * @param deliveries events in order
     * @param nextRevision the first revision that was not read
     */
    record Result(CatchUp request, List<Delivery> deliveries, long nextRevision) {}
}
