// Linearizability judges what clients of a store were told while it was disturbed.
//
//	linearizability [-search-seconds N] DIRECTORY...
//
// A directory holds one history as io.metastore.tests.robustness writes it. The status is 0 when nothing is
// wrong, 1 when something is and 2 when a history cannot be read.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

const shownMax = 10

func main() {
	seconds := flag.Int("search-seconds", 120, "gives up the search for an order after so many seconds")
	flag.Parse()
	status := 0
	for _, directory := range flag.Args() {
		h, err := readHistory(directory)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		wrong := check(h, time.Duration(*seconds)*time.Second)
		fmt.Printf("%s: %s\n", directory, summary(h))
		for i, what := range wrong {
			if i == shownMax {
				fmt.Printf("… and %d more\n", len(wrong)-shownMax)
				break
			}
			fmt.Println("WRONG:", what)
			status = 1
		}
	}
	os.Exit(status)
}

// check returns everything that is wrong with a history.
func check(h *history, searchMax time.Duration) []string {
	j, wrong := newJournal(h)
	if len(wrong) > 0 {
		return wrong
	}
	wrong = append(wrong, j.checkSerializable(h.Operations)...)
	wrong = append(wrong, j.checkLeases(h.Renewals)...)
	return append(wrong, j.linearize(h.Operations, searchMax)...)
}

func summary(h *history) string {
	unknown := 0
	for _, op := range h.Operations {
		if op.Answer == nil {
			unknown++
		}
	}
	sessions := 0
	for _, lines := range h.Watchers {
		for _, line := range lines {
			if line.Began != nil {
				sessions++
			}
		}
	}
	return fmt.Sprintf("revisions %d to %d, %d operations (%d of unknown outcome), %d watchers in %d sessions, "+
		"%d leases granted or renewed",
		h.Bounds.First, h.Bounds.Last, len(h.Operations), unknown, len(h.Watchers), sessions, len(h.Renewals))
}
