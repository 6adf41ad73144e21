package main

import (
	"fmt"
	"maps"
	"slices"
)

// state is every key of the store at one revision. It is never changed once it is made.
type state map[string]row

func stateOf(rows []row) state {
	s := state{}
	for _, r := range rows {
		s[r.Key] = r
	}
	return s
}

// apply returns the state after the changes of one revision, which must follow from this one.
func (s state) apply(revision int64, changes []change) (state, error) {
	next := maps.Clone(s)
	touched := map[string]bool{}
	for _, c := range changes {
		key := c.Row.Key
		if touched[key] {
			return nil, fmt.Errorf("revision %d changes %q twice", revision, key)
		}
		touched[key] = true
		before, exists := s[key]
		switch {
		case c.Row.At.Mod != revision:
			return nil, fmt.Errorf("revision %d comes with a change of %d: %v", revision, c.Row.At.Mod, c)
		case c.Deleted && !exists:
			return nil, fmt.Errorf("revision %d deletes %q, which is not there", revision, key)
		case c.Deleted:
			delete(next, key)
		case c.Row.At.Create != before.createdBy(revision) || c.Row.At.Version != before.At.Version+1:
			return nil, fmt.Errorf("revision %d puts %v, which does not follow from %v", revision, c.Row, before)
		default:
			next[key] = c.Row
		}
	}
	return next, nil
}

// createdBy is the create revision after a put over this row, which is zero when there was none.
func (r row) createdBy(revision int64) int64 {
	if r.At.Version == 0 {
		return revision
	}
	return r.At.Create
}

// scan returns the rows from a key to an end, in order; one row at most without an end.
func (s state) scan(key, end string) []row {
	if end == "" {
		if r, ok := s[key]; ok {
			return []row{r}
		}
		return nil
	}
	var rows []row
	for _, k := range slices.Sorted(maps.Keys(s)) {
		if k >= key && k < end {
			rows = append(rows, s[k])
		}
	}
	return rows
}
