package main

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/anishathalye/porcupine"
)

// linearize asks whether all calls can be put in one order that respects both time and the model. It gives up
// after a while, which counts as a failure.
func (j *journal) linearize(operations []operation, searchMax time.Duration) []string {
	calls, wrong := j.calls(operations)
	if len(wrong) > 0 {
		return wrong
	}
	// A wrong answer or an order against time has a plain cause, and a search would only hide it.
	if wrong = j.explain(calls); len(wrong) > 0 {
		return wrong
	}
	return search(j.model(), calls, searchMax)
}

func search(model porcupine.Model, calls []porcupine.Operation, searchMax time.Duration) []string {
	switch porcupine.CheckOperationsTimeout(model, calls, searchMax) {
	case porcupine.Ok:
		return nil
	case porcupine.Illegal:
		return []string{"not linearizable: no order of the operations fits both time and the model"}
	default:
		return []string{fmt.Sprintf("gave up the search for an order after %v", searchMax)}
	}
}

// calls returns what took effect, each with the time in which it did: the operations that were answered, those
// that were not but were seen to happen, and what others did.
func (j *journal) calls(operations []operation) ([]porcupine.Operation, []string) {
	made, wrong := j.made()
	var calls []porcupine.Operation
	explained := map[int64]bool{}
	for i := range operations {
		op := &operations[i]
		if op.Request.Serializable {
			continue
		}
		c := call{request: &op.Request, answer: op.Answer}
		returned := op.Span.Returned
		if op.Answer != nil {
			c.revision = op.Answer.Revision
		} else if c.revision = seenToHappen(op, made); c.revision == 0 {
			continue
		} else {
			returned = j.seen[c.revision]
		}
		if c.revision < j.first || c.revision > j.last {
			wrong = append(wrong, fmt.Sprintf("revision %d lies beyond the history: %v", c.revision, describe(op)))
			continue
		}
		explained[c.revision] = explained[c.revision] || op.Answer == nil || op.changedSomething()
		calls = append(calls, porcupine.Operation{
			ClientId: op.Client, Input: c, Call: op.Span.Called, Return: returned, Metadata: op,
		})
	}
	others, unexplained := j.others(operations, explained)
	return append(calls, others...), append(wrong, unexplained...)
}

// made finds the revision that a value was put at. A value that stands at two was carried out twice.
func (j *journal) made() (map[string]int64, []string) {
	made := map[string]int64{}
	var wrong []string
	for revision := j.first + 1; revision <= j.last; revision++ {
		for _, c := range j.changes[revision] {
			if c.Deleted || !isClientKey(c.Row.Key) {
				continue
			}
			if before, twice := made[c.Row.Value]; twice && before != revision {
				wrong = append(wrong, fmt.Sprintf("%q was put at revision %d and again at %d",
					c.Row.Value, before, revision))
			}
			made[c.Row.Value] = revision
		}
	}
	return made, wrong
}

func seenToHappen(op *operation, made map[string]int64) int64 {
	for _, value := range op.Request.puts() {
		if revision, ok := made[value]; ok {
			return revision
		}
	}
	return 0
}

// changedSomething says whether the operation, which was answered, made the revision of its answer.
func (op *operation) changedSomething() bool {
	taken := op.Request.Then
	if !op.Answer.Succeeded {
		taken = op.Request.Otherwise
	}
	for i, st := range taken {
		deleted := st.Kind == "DELETE" && i < len(op.Answer.Results) && op.Answer.Results[i].Count > 0
		if deleted || st.Kind == "PUT" {
			return true
		}
	}
	return false
}

// others returns the revisions that no operation explains so far: expired leases and the like, and deletions
// that nobody was told the outcome of, for which there must have been a request each.
func (j *journal) others(operations []operation, explained map[int64]bool) ([]porcupine.Operation, []string) {
	deletions := deletionsWithoutAnswer(operations)
	used := map[int64]*operation{} // by its time of call
	var others []porcupine.Operation
	var wrong []string
	earliest := j.earliest(operations)
	for revision := j.first + 1; revision <= j.last; revision++ {
		if explained[revision] {
			continue
		}
		if j.isByClients(revision) && !j.match(revision, deletions, used, map[*operation]bool{}) {
			wrong = append(wrong, fmt.Sprintf("nobody asked for revision %d: %v", revision, j.changes[revision]))
		}
		others = append(others, porcupine.Operation{
			Input: call{revision: revision}, Call: earliest(revision), Return: j.seen[revision],
		})
	}
	return others, wrong
}

func deletionsWithoutAnswer(operations []operation) []*operation {
	var deletions []*operation
	for i := range operations {
		op := &operations[i]
		if op.Answer == nil && slices.ContainsFunc(op.Request.Then, func(st step) bool { return st.Kind == "DELETE" }) {
			deletions = append(deletions, op)
		}
	}
	return deletions
}

// match finds a request for a deletion, moving those found for other revisions where it must (an augmenting
// path of bipartite matching).
func (j *journal) match(revision int64, all []*operation, used map[int64]*operation, tried map[*operation]bool) bool {
	for _, op := range all {
		if tried[op] || op.Span.Called > j.seen[revision] || !j.explains(op, revision) {
			continue
		}
		tried[op] = true
		holder := int64(0)
		for r, other := range used {
			if other == op {
				holder = r
			}
		}
		if holder == 0 || j.match(holder, all, used, tried) {
			used[revision] = op
			return true
		}
	}
	return false
}

func (j *journal) explains(op *operation, revision int64) bool {
	o := op.Request.on(j.states[revision-1], revision-1)
	return slices.EqualFunc(o.changes, j.changes[revision], sameButLease)
}

func (j *journal) isByClients(revision int64) bool {
	return slices.ContainsFunc(j.changes[revision], func(c change) bool { return isClientKey(c.Row.Key) })
}

// isClientKey says whether only the recorded clients change a key.
func isClientKey(key string) bool {
	return key >= "k/" && key < "k0"
}

// earliest returns a time before which a revision cannot have been made: an operation of an earlier revision
// had not been asked for.
func (j *journal) earliest(operations []operation) func(revision int64) int64 {
	called := map[int64]int64{}
	begin := int64(math.MaxInt64)
	for _, op := range operations {
		begin = min(begin, op.Span.Called)
		if op.Answer != nil && !op.Request.Serializable {
			called[op.Answer.Revision] = max(called[op.Answer.Revision], op.Span.Called)
		}
	}
	bound := map[int64]int64{}
	latest := begin
	for revision := j.first + 1; revision <= j.last; revision++ {
		bound[revision] = min(latest, j.seen[revision])
		latest = max(latest, called[revision])
	}
	return func(revision int64) int64 { return bound[revision] }
}

func describe(op *operation) string {
	outcome := "no answer: " + op.Error
	if op.Answer != nil {
		outcome = fmt.Sprintf("%+v", *op.Answer)
	}
	return fmt.Sprintf("client %d through %s from %d to %d: %+v -> %s",
		op.Client, op.Span.Member, op.Span.Called, op.Span.Returned, op.Request, outcome)
}
