package main

import (
	"fmt"
	"slices"
)

// journal is what happened at each revision, as all watchers together tell it.
type journal struct {
	first, last int64
	changes     map[int64][]change // by revision
	seen        map[int64]int64    // when the first watcher knew of a revision
	states      map[int64]state    // after each revision
}

// newJournal puts together what the watchers were told, and reports every watcher that was told something
// else, something twice, out of order, in parts or not at all.
func newJournal(h *history) (*journal, []string) {
	j := &journal{
		first: h.Bounds.First, last: h.Bounds.Last,
		changes: map[int64][]change{}, seen: map[int64]int64{},
		states: map[int64]state{h.Bounds.First: stateOf(h.Bounds.Rows)},
	}
	var wrong []string
	for _, name := range h.names() {
		wrong = append(wrong, j.listen(name, h.Watchers[name])...)
	}
	if len(wrong) > 0 {
		return j, wrong
	}
	for revision := j.first + 1; revision <= j.last; revision++ {
		changes, told := j.changes[revision]
		if !told {
			return j, []string{fmt.Sprintf("no watcher was told of revision %d", revision)}
		}
		next, err := j.states[revision-1].apply(revision, changes)
		if err != nil {
			return j, []string{err.Error()}
		}
		j.states[revision] = next
	}
	return j, nil
}

// listen takes in what one watcher was told over all its sessions.
func (j *journal) listen(name string, lines []watchLine) []string {
	var wrong []string
	complain := func(format string, parts ...any) {
		wrong = append(wrong, name+": "+fmt.Sprintf(format, parts...))
	}
	var next int64
	var member string
	for _, line := range lines {
		if line.Began != nil {
			if next != 0 && line.Began.Start != next {
				complain("went on from %d instead of %d", line.Began.Start, next)
			}
			next, member = line.Began.Start, line.Began.Member
			continue
		}
		if line.Told.Compacted != 0 {
			complain("%s had compacted %d, which the watcher has not seen", member, line.Told.Compacted)
		}
		if line.Told.Progress && line.Told.Revision >= next {
			complain("session %d: %s said that all was told up to %d when %d was next",
				line.Session, member, line.Told.Revision, next)
		}
		for _, group := range byRevision(line.Told.Events) {
			revision := group[0].Row.At.Mod
			if revision != next {
				complain("session %d: %s told of revision %d when %d was next", line.Session, member, revision, next)
			}
			if revision > line.Told.Revision {
				complain("session %d: %s told of revision %d at revision %d",
					line.Session, member, revision, line.Told.Revision)
			}
			if known, ok := j.changes[revision]; !ok {
				j.changes[revision] = group
			} else if !slices.Equal(known, group) {
				complain("session %d: %s told of revision %d as %v, another watcher was told %v",
					line.Session, member, revision, group, known)
			}
			if at, ok := j.seen[revision]; !ok || line.Told.Seen < at {
				j.seen[revision] = line.Told.Seen
			}
			next = revision + 1
		}
	}
	if next <= j.last {
		complain("was told nothing from revision %d to %d", next, j.last)
	}
	return wrong
}

// byRevision cuts the events of one response where the revision changes.
func byRevision(events []change) [][]change {
	var groups [][]change
	for i, e := range events {
		if i == 0 || e.Row.At.Mod != events[i-1].Row.At.Mod {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], e)
	}
	return groups
}
