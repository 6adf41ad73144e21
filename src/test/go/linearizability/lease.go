package main

import (
	"fmt"
	"time"
)

// clockGrain is what is lost where times are counted in whole milliseconds.
const clockGrain = 2 * time.Millisecond

// checkLeases finds keys that went before the time of their lease was over, counted from when the client last
// asked for more with success. Nobody deletes these keys otherwise.
func (j *journal) checkLeases(renewals []renewal) []string {
	until := map[string]int64{}
	for _, r := range renewals {
		end := r.Called + r.TTLMillis*int64(time.Millisecond)
		until[r.Key] = max(until[r.Key], end)
	}
	var wrong []string
	for revision := j.first + 1; revision <= j.last; revision++ {
		for _, c := range j.changes[revision] {
			early := time.Duration(until[c.Row.Key] - j.seen[revision])
			if c.Deleted && early > clockGrain {
				wrong = append(wrong, fmt.Sprintf("revision %d: the lease of %q ended at least %v too early",
					revision, c.Row.Key, early))
			}
		}
	}
	return wrong
}
