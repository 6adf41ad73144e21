package main

import "testing"

// spoil changes what the watcher that moved was told.
func spoil(change func(lines []watchLine) []watchLine) *history {
	h := busy().finish()
	h.Watchers["watch-moving"] = change(h.Watchers["watch-moving"])
	return h
}

// at returns the index of the line that tells of a revision.
func at(lines []watchLine, revision int64) int {
	for i, line := range lines {
		if line.Told != nil && len(line.Told.Events) > 0 && line.Told.Events[0].Row.At.Mod == revision {
			return i
		}
	}
	panic("there is no such revision")
}

func without(lines []watchLine, index int) []watchLine {
	return append(append([]watchLine(nil), lines[:index]...), lines[index+1:]...)
}

func TestMissingEventIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		return without(lines, at(lines, 3))
	}), "watch-moving: went on from 4 instead of 3")
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		return without(lines, at(lines, 4))
	}), "told of revision 5 when 4 was next")
}

func TestMissingLastEventIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		return without(lines, at(lines, 5))
	}), "watch-moving: was told nothing from revision 5 to 5")
}

func TestEventToldTwiceIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		again := lines[at(lines, 4)]
		return append(lines[:at(lines, 5)], append([]watchLine{again}, lines[at(lines, 5):]...)...)
	}), "told of revision 4 when 5 was next")
}

func TestEventRepeatedAfterTheMoveIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		again := lines[at(lines, 3)]
		i := at(lines, 4)
		return append(append(append([]watchLine(nil), lines[:i]...), again), lines[i:]...)
	}), "m1 told of revision 3 when 4 was next")
}

func TestEventsOutOfOrderAreCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		i, j := at(lines, 4), at(lines, 5)
		lines[i], lines[j] = lines[j], lines[i]
		return lines
	}), "told of revision 5 when 4 was next")
}

func TestRevisionInPartsIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		i := at(lines, 3)
		whole := *lines[i].Told
		first, second := whole, whole
		first.Events, second.Events = whole.Events[:1], whole.Events[1:]
		parts := []watchLine{{Session: 1, Told: &first}, {Session: 1, Told: &second}}
		return append(append(append([]watchLine(nil), lines[:i]...), parts...), lines[i+1:]...)
	}), "told of revision 3")
}

func TestEventWithAnotherValueIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		lines[at(lines, 2)].Told.Events[0].Row.Value = "other"
		return lines
	}), "another watcher was told")
}

func TestEventsThatDoNotFollowFromEachOtherAreCaught(t *testing.T) {
	h := busy().finish()
	for _, lines := range h.Watchers {
		lines[at(lines, 4)].Told.Events[0].Row.At.Version = 7
	}
	rejected(t, h, "which does not follow from")
}

func TestCompactionOfWhatWasNotSeenIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		return append(lines, watchLine{Session: 2, Told: &told{Compacted: 9}})
	}), "had compacted 9")
}

func TestLeaseThatEndsEarlyIsCaught(t *testing.T) {
	s := busy()
	granted := s.clock()
	s.happen([]change{{Row: row{Key: "lease/x", Value: "v", At: versions{Create: 6, Mod: 6, Version: 1, Lease: 3}}}})
	s.now += 1000 * tick
	s.happen([]change{{Deleted: true, Row: row{Key: "lease/x", At: versions{Mod: 7}}}})
	s.h.Renewals = []renewal{{Lease: 3, Key: "lease/x", TTLMillis: 1000, Called: granted}}
	accepted(t, s.finish())
	s.h.Renewals = append(s.h.Renewals, renewal{Lease: 3, Key: "lease/x", TTLMillis: 1000, Called: granted + 20*tick})
	rejected(t, s.finish(), "ended at least")
}

func TestEventBeforeItsTimeIsCaught(t *testing.T) {
	rejected(t, spoil(func(lines []watchLine) []watchLine {
		lines[at(lines, 4)].Told.Revision = 3
		return lines
	}), "told of revision 4 at revision 3")
}

func TestWrongCreateRevisionIsCaught(t *testing.T) {
	h := busy().finish()
	for _, lines := range h.Watchers {
		lines[at(lines, 4)].Told.Events[0].Row.At.Create = 4
	}
	rejected(t, h, "which does not follow from")
}

func TestProgressBeforeItsEventsIsCaught(t *testing.T) {
	progress := func(revision int64) *history {
		return spoil(func(lines []watchLine) []watchLine {
			said := watchLine{Session: 2, Told: &told{Revision: revision, Progress: true}}
			i := at(lines, 5)
			return append(append(append([]watchLine(nil), lines[:i]...), said), lines[i:]...)
		})
	}
	accepted(t, progress(4))
	rejected(t, progress(5), "said that all was told up to 5 when 5 was next")
}
