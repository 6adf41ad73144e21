package main

// sample makes a small history that is right: two clients that take turns, two watchers, one lease. Every
// tick of its clock is a millisecond. The tests spoil it in one place each.
type sample struct {
	h       *history
	content state
	now     int64
	rev     int64
	events  [][]change
	seen    []int64
}

const tick = int64(1_000_000)

func newSample() *sample {
	return &sample{
		h:       &history{Bounds: bounds{First: 1}, Watchers: map[string][]watchLine{}},
		content: state{}, rev: 1, now: 1000 * tick,
	}
}

func (s *sample) clock() int64 {
	s.now += tick
	return s.now
}

// do carries out a request and records it, and returns the record's index.
func (s *sample) do(client int, q request) int {
	called := s.clock()
	o := q.on(s.content, s.rev)
	s.happen(o.changes)
	a := &answer{Revision: s.rev, Succeeded: o.succeeded, Results: o.results}
	s.h.Operations = append(s.h.Operations, operation{
		Client: client, Request: q, Answer: a, Span: span{Member: "m0", Called: called, Returned: s.clock()},
	})
	return len(s.h.Operations) - 1
}

// happen makes a revision out of changes, if there are any, and shows it to the watchers.
func (s *sample) happen(changes []change) {
	if len(changes) == 0 {
		return
	}
	s.rev++
	next, err := s.content.apply(s.rev, changes)
	if err != nil {
		panic(err)
	}
	s.content = next
	s.events = append(s.events, changes)
	s.seen = append(s.seen, s.clock())
}

// lose makes the outcome of an operation unknown to its client.
func (s *sample) lose(index int) {
	s.h.Operations[index].Answer = nil
	s.h.Operations[index].Error = "deadline exceeded"
}

// finish writes down what two watchers were told: one without a break, one over two sessions.
func (s *sample) finish() *history {
	s.h.Bounds.Last = s.rev
	for name, cut := range map[string]int{"watch-steady": len(s.events), "watch-moving": len(s.events) / 2} {
		lines := []watchLine{{Session: 1, Began: &began{Member: "m0", Start: 2}}}
		for i, events := range s.events {
			session := 1
			if i >= cut {
				session = 2
			}
			if i == cut {
				lines = append(lines, watchLine{Session: 2, Began: &began{Member: "m1", Start: int64(i) + 2}})
			}
			lines = append(lines, watchLine{Session: session, Told: &told{
				Seen: s.seen[i], Revision: int64(i) + 2, Events: append([]change(nil), events...),
			}})
		}
		s.h.Watchers[name] = lines
	}
	return s.h
}

func of(steps ...step) request { return request{Then: steps} }

func put(key, value string) step { return step{Kind: "PUT", Key: key, Value: value} }

func get(key string) step { return step{Kind: "RANGE", Key: key} }

func del(key string) step { return step{Kind: "DELETE", Key: key} }

func all() request { return of(step{Kind: "RANGE", Key: "k/", End: "k0"}) }

func swap(key string, mod int64, value string) request {
	return request{
		Compares: []compare{{Key: key, Mod: mod}}, Then: []step{put(key, value)}, Otherwise: []step{get(key)},
	}
}
