package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Compares what clients were told with what the members hold in the end.
 *
 * <ul>
 *   <li>Every member replays the same events, one for each revision, none missing in between.
 *   <li>Every acknowledged write is among them, at the revision it was acknowledged at.
 *   <li>No write was carried out twice: a value stands at one revision at most.
 *   <li>A watcher that was broken off again and again saw exactly those events.
 *   <li>Reads of the present and of old revisions give what the events say.
 * </ul>
 */
final class HistoryCheck {
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(30);
    private static final int OLD_READS_MAX = 100;

    private final Cluster cluster;
    private final History history;
    private final long firstRevision;

    HistoryCheck(Cluster cluster, History history, long firstRevision) {
        this.cluster = cluster;
        this.history = history;
        this.firstRevision = firstRevision;
    }

    /** The load must have stopped and all members must serve; nobody else may have written. */
    void verify(Observer observer) {
        long lastRevision = lastRevision();
        List<Event> events = verifyEvents(observer, lastRevision);
        assertThat(events.stream().map(event -> event.getKv().getModRevision()).toList())
                .as("one event for each revision")
                .isEqualTo(LongStream.rangeClosed(firstRevision, lastRevision).boxed().toList());
    }

    /** The same, but others may have written other keys. */
    void verifyAmongOthers(Observer observer) {
        verifyEvents(observer, lastRevision());
    }

    private List<Event> verifyEvents(Observer observer, long lastRevision) {
        List<Event> events = replay(cluster.member(0), lastRevision);
        for (Member member : cluster.members()) {
            EventList.assertSame("replay of " + member, replay(member, lastRevision), events);
        }
        EventList.assertSame(
                "the watcher that went on after each break",
                observer.seenThrough(lastRevision, CATCH_UP_MAX),
                events);
        verifyAcknowledged(events);
        cluster.members().forEach(member -> verifyReads(member.client(), events));
        return events;
    }

    private long lastRevision() {
        // Writes whose outcome is unknown may still be on their way; a later one ends the wait.
        return cluster.client()
                .kv()
                .put(put(Load.PREFIX + "last", "value 0"))
                .getHeader()
                .getRevision();
    }

    private List<Event> replay(Member member, long lastRevision) {
        return Observer.replay(member.client(), Load.PREFIX, firstRevision, lastRevision);
    }

    private void verifyAcknowledged(List<Event> events) {
        Map<Write, Long> carriedOut = new HashMap<>();
        for (Event event : events) {
            KeyValue kv = event.getKv();
            Write write = new Write(kv.getKey().toStringUtf8(), kv.getValue().toStringUtf8());
            Long before = carriedOut.put(write, kv.getModRevision());
            assertThat(before).as("earlier revision of " + write).isNull();
        }
        Map<Write, Long> lost = new HashMap<>(history.acknowledged());
        lost.entrySet().removeIf(entry -> entry.getValue().equals(carriedOut.get(entry.getKey())));
        assertThat(lost).as("acknowledged, but not there or at another revision").isEmpty();
    }

    private static void verifyReads(Client client, List<Event> events) {
        Map<String, KeyValue> newest = new HashMap<>();
        events.forEach(event -> newest.put(event.getKv().getKey().toStringUtf8(), event.getKv()));
        RangeResponse now = client.kv().range(prefix(Load.PREFIX).build());
        assertThat(Set.copyOf(now.getKvsList())).isEqualTo(Set.copyOf(newest.values()));

        int step = Math.max(1, events.size() / OLD_READS_MAX);
        for (int i = 0; i < events.size(); i += step) {
            KeyValue kv = events.get(i).getKv();
            String key = kv.getKey().toStringUtf8();
            assertThat(client.kv().range(get(key, kv.getModRevision())).getKvsList())
                    .containsExactly(kv);
        }
    }

    /** For the output of the test. */
    String summary() {
        return history.acknowledgedCount()
                + " writes acknowledged, "
                + history.unknownCount()
                + " unknown, on "
                + cluster.members().stream().map(Member::name).collect(Collectors.joining(","));
    }
}
