package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/anishathalye/porcupine"
)

// explain finds what needs no search, because every call names its revision: answers that do not follow from
// the content, revisions that two have made, and calls that were answered with less than was known before.
func (j *journal) explain(calls []porcupine.Operation) []string {
	var wrong []string
	makers := map[int64]porcupine.Operation{}
	for _, o := range calls {
		c := o.Input.(call)
		if read, _ := j.step(c.revision, c); read && c.request != nil {
			continue
		}
		before := c.revision - 1
		if made, _ := j.step(before, c); before < j.first || !made {
			wrong = append(wrong, j.contradiction(o))
			continue
		}
		if other, twice := makers[c.revision]; twice {
			wrong = append(wrong, fmt.Sprintf("two operations made revision %d:\n  %s\n  %s",
				c.revision, tell(o), tell(other)))
		}
		makers[c.revision] = o
	}
	return append(wrong, againstTime(calls)...)
}

func (j *journal) contradiction(o porcupine.Operation) string {
	c := o.Input.(call)
	text := fmt.Sprintf("the answer does not fit revision %d:\n  %s", c.revision, tell(o))
	text += fmt.Sprintf("\n  content at %d: %v", c.revision, j.states[c.revision])
	if c.revision > j.first {
		text += fmt.Sprintf("\n  content at %d: %v", c.revision-1, j.states[c.revision-1])
	}
	return text
}

// againstTime finds calls that were made after a newer revision was known to a client, and got an older one.
func againstTime(calls []porcupine.Operation) []string {
	byCall := slices.SortedFunc(slices.Values(calls), func(a, b porcupine.Operation) int {
		return cmp.Compare(a.Call, b.Call)
	})
	byReturn := slices.SortedFunc(slices.Values(calls), func(a, b porcupine.Operation) int {
		return cmp.Compare(a.Return, b.Return)
	})
	var wrong []string
	var newest porcupine.Operation
	known := int64(0)
	for _, o := range byCall {
		for len(byReturn) > 0 && byReturn[0].Return < o.Call {
			if r := byReturn[0].Input.(call).revision; r > known {
				known, newest = r, byReturn[0]
			}
			byReturn = byReturn[1:]
		}
		if r := o.Input.(call).revision; r < known {
			wrong = append(wrong, fmt.Sprintf("stale: revision %d after %d was known:\n  %s\n  %s",
				r, known, tell(o), tell(newest)))
		}
	}
	return wrong
}

// tell is an operation for people.
func tell(o porcupine.Operation) string {
	if op, ok := o.Metadata.(*operation); ok {
		return describe(op)
	}
	return fmt.Sprintf("revision %d, made by others, known at %d", o.Input.(call).revision, o.Return)
}
