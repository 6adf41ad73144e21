package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

const (
	prefix = "load/"
	// Longer than a member waits for a majority before it gives up.
	requestTimeout = 10 * time.Second
	// One of so many writes is read back at once.
	readBackEvery = 10
)

// One that writes a key after the other.
type writer struct {
	client  *clientv3.Client
	book    *book
	number  int
	through string
	ended   chan struct{}
}

func startWriter(
	ctx context.Context, client *clientv3.Client, book *book, number int, through string,
	pause time.Duration,
) *writer {
	writer := &writer{client, book, number, through, make(chan struct{})}
	go writer.run(ctx, pause)
	return writer
}

func (w *writer) run(ctx context.Context, pause time.Duration) {
	defer close(w.ended)
	next := time.NewTicker(pause)
	defer next.Stop()
	for sequence := 0; ; sequence++ {
		select {
		case <-ctx.Done():
			return
		case <-next.C:
			w.write(fmt.Sprintf("%s%02d/%08d", prefix, w.number, sequence), valueOf(w.number, sequence))
		}
	}
}

func valueOf(number, sequence int) string {
	return fmt.Sprintf("%d of writer %d", sequence, number)
}

func (w *writer) write(key, value string) {
	// Not the context that ends the writer: the last write is to have an outcome as well.
	ctx, cancel := context.WithTimeout(context.Background(), requestTimeout)
	defer cancel()
	began := time.Now()
	w.book.begin(key, value)
	response, err := w.client.Put(ctx, key, value)
	if err != nil {
		w.book.failed(began, w.through, err)
		return
	}
	w.book.acknowledged(key, response.Header.Revision, began)
	if rand.IntN(readBackEvery) == 0 {
		w.readBack(key, value)
	}
}

// A linearizable read sees what was acknowledged before it, whichever member it asks.
func (w *writer) readBack(key, value string) {
	ctx, cancel := context.WithTimeout(context.Background(), requestTimeout)
	defer cancel()
	began := time.Now()
	response, err := w.client.Get(ctx, key)
	if err != nil {
		w.book.failed(began, w.through, fmt.Errorf("read: %w", err))
		return
	}
	if len(response.Kvs) != 1 || string(response.Kvs[0].Value) != value {
		w.book.stale(key)
	}
}
