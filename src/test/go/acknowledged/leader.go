package main

import (
	"context"
	"fmt"
	"time"
)

const (
	lookEvery   = 250 * time.Millisecond
	lookTimeout = time.Second
)

// Notes each change of the term or of the leader that any member tells of.
func watchLeader(endpoints []string, book *book) {
	type view struct {
		term   uint64
		leader uint64
	}
	views := make(chan view)
	for _, endpoint := range endpoints {
		go func() {
			client := connect(endpoint)
			for range time.Tick(lookEvery) {
				ctx, cancel := context.WithTimeout(context.Background(), lookTimeout)
				status, err := client.Status(ctx, endpoint)
				cancel()
				if err == nil && status.Leader != 0 && !status.IsLearner {
					views <- view{status.RaftTerm, status.Leader}
				}
			}
		}()
	}
	var newest view
	for seen := range views {
		if seen.term > newest.term || seen.term == newest.term && newest.leader == 0 {
			newest = seen
			book.moved(seen.term, fmt.Sprintf("%x", seen.leader))
		}
	}
}
