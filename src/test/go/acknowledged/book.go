package main

import (
	"sync"
	"time"
)

// What was written and what became of it. May be used by several at once.
type book struct {
	mutex  sync.Mutex
	writes map[string]write
	counts []second
	errors []failure
	moves  []move
	stales []string
}

// A write; its revision is zero while nobody has acknowledged it.
type write struct {
	value    string
	revision int64
}

// What was acknowledged in one second.
type second struct {
	at           int64
	acknowledged int
	slowest      time.Duration
}

type failure struct {
	At      int64  `json:"at"`
	Millis  int64  `json:"millis"`
	Through string `json:"through"`
	Text    string `json:"text"`
}

type move struct {
	At     int64  `json:"at"`
	Term   uint64 `json:"term"`
	Leader string `json:"leader"`
}

type report struct {
	Now           int64     `json:"now"`
	Acknowledged  int       `json:"acknowledged"`
	SlowestMillis int64     `json:"slowestMillis"`
	Errors        []failure `json:"errors"`
	Moves         []move    `json:"moves"`
	Stale         []string  `json:"stale"`
}

func newBook() *book {
	return &book{writes: map[string]write{}}
}

func (b *book) begin(key, value string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.writes[key] = write{value: value}
}

func (b *book) acknowledged(key string, revision int64, began time.Time) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.writes[key] = write{b.writes[key].value, revision}
	now := time.Now()
	at := now.Truncate(time.Second).UnixMilli()
	if len(b.counts) == 0 || b.counts[len(b.counts)-1].at != at {
		b.counts = append(b.counts, second{at: at})
	}
	last := &b.counts[len(b.counts)-1]
	last.acknowledged++
	last.slowest = max(last.slowest, now.Sub(began))
}

func (b *book) failed(began time.Time, through string, err error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	now := time.Now()
	b.errors = append(b.errors,
		failure{now.UnixMilli(), now.Sub(began).Milliseconds(), through, err.Error()})
}

func (b *book) stale(key string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.stales = append(b.stales, key)
}

func (b *book) moved(term uint64, leader string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.moves = append(b.moves, move{time.Now().UnixMilli(), term, leader})
}

func (b *book) since(millis int64) report {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	result := report{Now: time.Now().UnixMilli(), Errors: []failure{}, Moves: []move{}, Stale: b.stales}
	for _, second := range b.counts {
		if second.at >= millis-millis%1000 {
			result.Acknowledged += second.acknowledged
			result.SlowestMillis = max(result.SlowestMillis, second.slowest.Milliseconds())
		}
	}
	for _, failure := range b.errors {
		if failure.At >= millis {
			result.Errors = append(result.Errors, failure)
		}
	}
	for _, move := range b.moves {
		if move.At >= millis {
			result.Moves = append(result.Moves, move)
		}
	}
	return result
}
