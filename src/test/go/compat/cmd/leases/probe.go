package main

import (
	"context"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

const (
	probePeriod = 10 * time.Millisecond
	// A put that takes longer than this is not waited for: the run has failed.
	probeMax = 30 * time.Second
)

// probe puts a key at moments that do not depend on how long the puts before took.
type probe struct {
	client *clientv3.Client
	end    context.CancelFunc
	over   chan struct{}

	mutex   sync.Mutex
	longest time.Duration
	failure error
}

func startProbe(client *clientv3.Client) *probe {
	ctx, end := context.WithCancel(context.Background())
	started := &probe{client: client, end: end, over: make(chan struct{})}
	go started.run(ctx)
	return started
}

func (p *probe) run(ctx context.Context) {
	defer close(p.over)
	var puts sync.WaitGroup
	defer puts.Wait()
	for due := time.Now(); ctx.Err() == nil; due = due.Add(probePeriod) {
		time.Sleep(time.Until(due))
		puts.Add(1)
		go func() {
			defer puts.Done()
			p.put(due)
		}()
	}
}

func (p *probe) put(due time.Time) {
	ctx, cancel := context.WithTimeout(context.Background(), probeMax)
	defer cancel()
	_, err := p.client.Put(ctx, "probe", "")
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.longest = max(p.longest, time.Since(due))
	if err != nil && p.failure == nil {
		p.failure = err
	}
}

func (p *probe) reset() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.longest = 0
}

func (p *probe) longestMillis() float64 {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return float64(p.longest.Microseconds()) / 1000
}

func (p *probe) stop() error {
	p.end()
	<-p.over
	return p.failure
}
