package io.metastore.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The log of one member: what is on its disk, and behind that what is on its way there and is lost
 * in a crash.
 */
final class DiskLog {
    private final List<LogEntry> entries = new ArrayList<>();
    private final Group initialGroup;
    private long baseIndex;
    private long baseTerm;
    private Group baseGroup;
    private long persisted;

    DiskLog(Group initialGroup) {
        this.initialGroup = initialGroup;
        this.baseGroup = initialGroup;
    }

    long lastIndex() {
        return baseIndex + entries.size();
    }

    long lastTerm() {
        return termAt(lastIndex());
    }

    /** The index of the entry before the first. */
    long baseIndex() {
        return baseIndex;
    }

    /** The last index that a crash leaves. */
    long persisted() {
        return persisted;
    }

    /** The term of an entry, or of the one before the first; -1 when it is not known. */
    long termAt(long index) {
        if (index == baseIndex) {
            return baseTerm;
        }
        return has(index) ? get(index).term() : -1;
    }

    boolean has(long index) {
        return index > baseIndex && index <= lastIndex();
    }

    LogEntry get(long index) {
        return entries.get((int) (index - baseIndex - 1));
    }

    /** The group as of the last entry. */
    Group group() {
        return entries.isEmpty() ? baseGroup : entries.get(entries.size() - 1).group();
    }

    Group groupAt(long index) {
        return has(index) ? get(index).group() : baseGroup;
    }

    Group initialGroup() {
        return initialGroup;
    }

    List<LogEntry> from(long index, int max) {
        int start = (int) (index - baseIndex - 1);
        return entries.subList(start, Math.min(entries.size(), start + max)).stream()
                .map(LogEntry::copy)
                .toList();
    }

    void append(LogEntry entry) {
        if (entry.index() != lastIndex() + 1) {
            throw new AssertionError("entry " + entry + " appended after " + lastIndex());
        }
        entries.add(entry);
    }

    /** Takes the entries of a leader, in the place of those that contradict them. */
    void take(List<LogEntry> leaders, long committed) {
        for (LogEntry entry : leaders) {
            if (termAt(entry.index()) != entry.term()) {
                if (has(entry.index())) {
                    if (entry.index() <= committed) {
                        throw new AssertionError(
                                "committed entry " + entry.index() + " is overwritten");
                    }
                    truncateFrom(entry.index());
                }
                append(entry);
            }
        }
    }

    /** Whether a log that ends like that is at least as new as this one. */
    boolean isWithin(long index, long term) {
        return term > lastTerm() || (term == lastTerm() && index >= lastIndex());
    }

    /** Removes an entry and all behind it. */
    void truncateFrom(long index) {
        entries.subList((int) (index - baseIndex - 1), entries.size()).clear();
        persisted = Math.min(persisted, index - 1);
    }

    /** Brings everything up to an entry to the disk, if that entry is still the one meant. */
    boolean persist(long index, long term) {
        if (index > lastIndex() || (index > baseIndex && termAt(index) != term)) {
            return false;
        }
        persisted = Math.max(persisted, index);
        return true;
    }

    void persistAll() {
        persisted = lastIndex();
    }

    /** Forgets what a snapshot holds. */
    void dropUpTo(long index) {
        if (has(index)) {
            LogEntry last = get(index);
            entries.subList(0, (int) (index - baseIndex)).clear();
            baseIndex = index;
            baseTerm = last.term();
            baseGroup = last.group();
            persisted = Math.max(persisted, index);
        }
    }

    /** Goes on behind a snapshot; what is in the log stays if it goes on there as well. */
    void continueAfter(SavedSnapshot snapshot) {
        if (snapshot.index() <= baseIndex) {
            return;
        }
        if (termAt(snapshot.index()) == snapshot.term()) {
            dropUpTo(snapshot.index());
            return;
        }
        entries.clear();
        baseIndex = snapshot.index();
        baseTerm = snapshot.term();
        baseGroup = snapshot.group();
        persisted = baseIndex;
    }

    /** What a crash does. */
    void loseUnpersisted() {
        if (persisted < lastIndex()) {
            entries.subList((int) (persisted - baseIndex), entries.size()).clear();
        }
    }
}
