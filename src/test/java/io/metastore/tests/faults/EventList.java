package io.metastore.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.mvccpb.Event;
import java.util.List;

/** Compares long lists of events and shows only where they part. */
final class EventList {
    private static final int AROUND = 2;

    private EventList() {}

    static void assertSame(String whose, List<Event> actual, List<Event> expected) {
        int same = 0;
        while (same < Math.min(actual.size(), expected.size())
                && actual.get(same).equals(expected.get(same))) {
            same++;
        }
        boolean equal = same == actual.size() && same == expected.size();
        assertThat(equal)
                .as(
                        "%s: %d events instead of %d, the same up to number %d\nbut was  %s\nexpected %s",
                        whose,
                        actual.size(),
                        expected.size(),
                        same,
                        around(actual, same),
                        around(expected, same))
                .isTrue();
    }

    private static List<String> around(List<Event> events, int at) {
        int from = Math.max(0, Math.min(at, events.size()) - AROUND);
        int to = Math.min(events.size(), at + AROUND + 1);
        return events.subList(from, to).stream().map(EventList::brief).toList();
    }

    private static String brief(Event event) {
        return event.getKv().getModRevision()
                + " "
                + event.getType()
                + " "
                + event.getKv().getKey().toStringUtf8()
                + " version "
                + event.getKv().getVersion();
    }
}
