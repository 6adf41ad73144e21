package main

import (
	"fmt"
	"slices"

	"github.com/anishathalye/porcupine"
)

// call is an input of the model: something that took effect, or read, at one revision.
type call struct {
	// request is nil for what others than the recorded clients did, such as leases that expired.
	request *request
	// answer is nil when nobody was told, but watchers saw it happen.
	answer *answer
	// revision of the store once it had happened.
	revision int64
}

// model is the store: its state is a revision, which the journal says the content of. A call that changes
// something makes the next revision, whose changes must be its own; a call that changes nothing reads the
// present one. Either was answered what follows from the content before.
func (j *journal) model() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return j.first },
		Step: func(now, input, _ any) (bool, any) {
			return j.step(now.(int64), input.(call))
		},
		DescribeOperation: func(input, _ any) string { return fmt.Sprint(input.(call)) },
	}
}

func (j *journal) step(now int64, c call) (bool, int64) {
	if c.request == nil {
		return now+1 == c.revision, c.revision
	}
	o := c.request.on(j.states[now], now)
	next := now
	if len(o.changes) > 0 {
		next = now + 1
	}
	if next != c.revision || next > now && !slices.EqualFunc(o.changes, j.changes[next], sameButLease) {
		return false, now
	}
	return c.answer == nil || o.matches(c.answer), next
}

// sameButLease compares changes; recorded clients attach no leases.
func sameButLease(one, other change) bool {
	other.Row.At.Lease = 0
	return one == other
}
