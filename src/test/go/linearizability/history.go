package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// The types below are the lines of the files that io.metastore.tests.robustness.history writes. Times are
// nanoseconds of one monotonic clock.

type versions struct {
	Create  int64 `json:"create"`
	Mod     int64 `json:"mod"`
	Version int64 `json:"version"`
	Lease   int64 `json:"lease"`
}

type row struct {
	Key   string   `json:"key"`
	Value string   `json:"value"`
	At    versions `json:"at"`
}

type step struct {
	Kind  string `json:"kind"`
	Key   string `json:"key"`
	End   string `json:"end"`
	Value string `json:"value"`
}

type compare struct {
	Key   string `json:"key"`
	Mod   int64  `json:"mod"`
	Value string `json:"value"`
}

type request struct {
	Compares     []compare `json:"compares"`
	Then         []step    `json:"then"`
	Otherwise    []step    `json:"otherwise"`
	Serializable bool      `json:"serializable"`
}

type result struct {
	Rows     []row `json:"rows"`
	Count    int64 `json:"count"`
	Previous []row `json:"previous"`
}

type answer struct {
	Revision  int64    `json:"revision"`
	Succeeded bool     `json:"succeeded"`
	Results   []result `json:"results"`
}

type span struct {
	Member   string `json:"member"`
	Called   int64  `json:"called"`
	Returned int64  `json:"returned"`
}

type operation struct {
	Client  int     `json:"client"`
	Request request `json:"request"`
	Span    span    `json:"span"`
	Answer  *answer `json:"answer"`
	Error   string  `json:"error"`
}

type began struct {
	Member string `json:"member"`
	Start  int64  `json:"start"`
}

type change struct {
	Deleted bool `json:"deleted"`
	Row     row  `json:"row"`
}

type told struct {
	Seen      int64    `json:"seen"`
	Revision  int64    `json:"revision"`
	Progress  bool     `json:"progress"`
	Compacted int64    `json:"compacted"`
	Events    []change `json:"events"`
}

type watchLine struct {
	Session int    `json:"session"`
	Began   *began `json:"began"`
	Told    *told  `json:"told"`
}

type renewal struct {
	Lease     int64  `json:"lease"`
	Key       string `json:"key"`
	TTLMillis int64  `json:"ttlMillis"`
	Called    int64  `json:"called"`
}

type bounds struct {
	First int64 `json:"first"`
	Rows  []row `json:"rows"`
	Last  int64 `json:"last"`
}

// history is everything that clients did and were told between two revisions.
type history struct {
	Bounds     bounds
	Operations []operation
	Watchers   map[string][]watchLine
	Renewals   []renewal
}

func readHistory(directory string) (*history, error) {
	h := &history{Watchers: map[string][]watchLine{}}
	ends, err := readLines[bounds](filepath.Join(directory, "bounds.jsonl"))
	if err != nil {
		return nil, err
	}
	if len(ends) != 1 {
		return nil, fmt.Errorf("%s: %d lines in bounds.jsonl instead of one", directory, len(ends))
	}
	h.Bounds = ends[0]
	if h.Operations, err = readLines[operation](filepath.Join(directory, "operations.jsonl")); err != nil {
		return nil, err
	}
	if h.Renewals, err = readLines[renewal](filepath.Join(directory, "renewals.jsonl")); err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(directory, "watch-*.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		if h.Watchers[name], err = readLines[watchLine](file); err != nil {
			return nil, err
		}
	}
	return h, nil
}

func readLines[T any](file string) ([]T, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var lines []T
	decoder := json.NewDecoder(bufio.NewReader(in))
	for decoder.More() {
		var line T
		if err := decoder.Decode(&line); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", file, len(lines)+1, err)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// names returns the watchers in an order that does not change.
func (h *history) names() []string {
	names := make([]string, 0, len(h.Watchers))
	for name := range h.Watchers {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
