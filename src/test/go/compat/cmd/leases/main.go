// Leases grants many leases with a key each, renews all of them on one stream and waits until they
// have expired. All the while it puts a key a hundred times in a second; the longest that one of
// these puts took, counted from the moment it was due, is the pause of the phase. Prints JSON.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

const (
	prefix      = "leases/"
	connections = 10
	expiryMax   = 5 * time.Minute
	pollPause   = 200 * time.Millisecond
)

type phase struct {
	Seconds     float64 `json:"seconds"`
	PauseMillis float64 `json:"pauseMillis"`
}

type load struct {
	clients []*clientv3.Client
	probe   *probe
	total   int
	workers int
	ttl     int64
}

func main() {
	endpoint := flag.String("endpoint", "127.0.0.1:2379", "address of the member")
	total := flag.Int("total", 100_000, "leases")
	workers := flag.Int("clients", 50, "clients that grant them")
	ttl := flag.Int64("ttl", 60, "seconds to live; longer than granting all of them takes")
	flag.Parse()
	if err := run(*endpoint, *total, *workers, *ttl); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(endpoint string, total, workers int, ttl int64) error {
	made := &load{total: total, workers: workers, ttl: ttl}
	for range connections {
		client, err := clientv3.New(clientv3.Config{Endpoints: []string{endpoint}})
		if err != nil {
			return err
		}
		defer client.Close()
		made.clients = append(made.clients, client)
	}
	probing, err := clientv3.New(clientv3.Config{Endpoints: []string{endpoint}})
	if err != nil {
		return err
	}
	defer probing.Close()
	made.probe = startProbe(probing)
	phases := map[string]phase{}
	var granted []clientv3.LeaseID
	steps := []struct {
		name string
		do   func() error
	}{
		{"grant", func() (err error) { granted, err = made.grant(); return err }},
		{"keepalive", func() error { return made.keepAlive(granted) }},
		{"expiry", made.awaitExpiry},
	}
	for _, step := range steps {
		made.probe.reset()
		started := time.Now()
		if err := step.do(); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		phases[step.name] = phase{time.Since(started).Seconds(), made.probe.longestMillis()}
	}
	if err := made.probe.stop(); err != nil {
		return fmt.Errorf("put: %w", err)
	}
	return json.NewEncoder(os.Stdout).Encode(phases)
}

// grant returns the leases, each of which has a key.
func (l *load) grant() ([]clientv3.LeaseID, error) {
	granted := make([]clientv3.LeaseID, l.total)
	ended := make(chan error, l.workers)
	for worker := range l.workers {
		go func() { ended <- l.grantSome(worker, granted) }()
	}
	for range l.workers {
		if err := <-ended; err != nil {
			return nil, err
		}
	}
	return granted, nil
}

// grantSome grants the share of one of the clients.
func (l *load) grantSome(worker int, granted []clientv3.LeaseID) error {
	client := l.clients[worker%len(l.clients)]
	for i := worker; i < l.total; i += l.workers {
		lease, err := client.Grant(context.Background(), l.ttl)
		if err != nil {
			return err
		}
		granted[i] = lease.ID
		key := fmt.Sprintf("%s%08d", prefix, i)
		_, err = client.Put(context.Background(), key, "", clientv3.WithLease(lease.ID))
		if err != nil {
			return err
		}
	}
	return nil
}

// keepAlive renews each lease once, all of them on one stream, as a client with many leases does.
func (l *load) keepAlive(granted []clientv3.LeaseID) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream, err := etcdserverpb.NewLeaseClient(l.clients[0].ActiveConnection()).LeaseKeepAlive(ctx)
	if err != nil {
		return err
	}
	go func() {
		for _, lease := range granted {
			// When sending fails, so does receiving, which says why.
			if stream.Send(&etcdserverpb.LeaseKeepAliveRequest{ID: int64(lease)}) != nil {
				return
			}
		}
	}()
	for range granted {
		answer, err := stream.Recv()
		if err != nil {
			return err
		}
		if answer.TTL <= 0 {
			return fmt.Errorf("lease %x has expired early: --ttl is too short", answer.ID)
		}
	}
	return nil
}

// awaitExpiry waits until all keys are gone; its time includes the time to live.
func (l *load) awaitExpiry() error {
	deadline := time.Now().Add(time.Duration(l.ttl)*time.Second + expiryMax)
	for time.Now().Before(deadline) {
		left, err := l.clients[0].Get(context.Background(), prefix,
			clientv3.WithPrefix(), clientv3.WithCountOnly(), clientv3.WithSerializable())
		if err != nil {
			return err
		}
		if left.Count == 0 {
			return nil
		}
		time.Sleep(pollPause)
	}
	return fmt.Errorf("keys of expired leases are left after %v", expiryMax)
}
