package main

import "slices"

// outcome is what a request does to a state and what it must be answered.
type outcome struct {
	succeeded bool
	results   []result
	changes   []change
}

// on carries a request out on a state; its changes get the revision after.
func (q request) on(s state, revision int64) outcome {
	o := outcome{succeeded: q.holds(s)}
	steps := q.Then
	if !o.succeeded {
		steps = q.Otherwise
	}
	now := s
	for _, st := range steps {
		changes, r := st.on(now, revision+1)
		o.results = append(o.results, r)
		o.changes = append(o.changes, changes...)
		now = now.overlaid(changes)
	}
	return o
}

func (q request) holds(s state) bool {
	for _, c := range q.Compares {
		r, exists := s[c.Key]
		if c.Value != "" && (!exists || r.Value != c.Value) {
			return false
		}
		if c.Value == "" && r.At.Mod != c.Mod {
			return false
		}
	}
	return true
}

func (st step) on(s state, revision int64) ([]change, result) {
	found := s.scan(st.Key, st.End)
	switch st.Kind {
	case "PUT":
		var before row
		if len(found) > 0 {
			before = found[0]
		}
		at := versions{Create: before.createdBy(revision), Mod: revision, Version: before.At.Version + 1}
		return []change{{Row: row{Key: st.Key, Value: st.Value, At: at}}}, result{Previous: found}
	case "DELETE":
		var changes []change
		for _, r := range found {
			changes = append(changes, change{Deleted: true, Row: row{Key: r.Key, At: versions{Mod: revision}}})
		}
		return changes, result{Count: int64(len(found)), Previous: found}
	default:
		return nil, result{Rows: found, Count: int64(len(found))}
	}
}

// overlaid is the state as the later steps of the same transaction see it.
func (s state) overlaid(changes []change) state {
	if len(changes) == 0 {
		return s
	}
	next := state{}
	for k, r := range s {
		next[k] = r
	}
	for _, c := range changes {
		if c.Deleted {
			delete(next, c.Row.Key)
		} else {
			next[c.Row.Key] = c.Row
		}
	}
	return next
}

// matches says whether an answer is this outcome, but for the revision.
func (o outcome) matches(a *answer) bool {
	return o.succeeded == a.Succeeded && slices.EqualFunc(o.results, a.Results, func(one, other result) bool {
		return one.Count == other.Count && slices.Equal(one.Rows, other.Rows) &&
			slices.Equal(one.Previous, other.Previous)
	})
}

// puts returns the values that the request may put; each is put by one request alone.
func (q request) puts() []string {
	var values []string
	for _, st := range slices.Concat(q.Then, q.Otherwise) {
		if st.Kind == "PUT" {
			values = append(values, st.Value)
		}
	}
	return values
}
