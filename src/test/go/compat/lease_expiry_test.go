package compat

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestExpiryDeletesKeysAndNeverComesEarly(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithFilterPut(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)
	start := time.Now()
	lease, err := client.Grant(deadline(t), 2)
	require.NoError(t, err)
	put(t, client, prefix+"b", "", clientv3.WithLease(lease.ID))
	put(t, client, prefix+"a", "", clientv3.WithLease(lease.ID))

	events := nextEvents(t, watch, 2)

	require.GreaterOrEqual(t, time.Since(start), time.Duration(lease.TTL)*time.Second)
	require.Equal(t, []string{"DELETE a", "DELETE b"}, told(prefix, events))
	require.Equal(t, events[0].Kv.ModRevision, events[1].Kv.ModRevision)
	gone, err := client.TimeToLive(deadline(t), lease.ID)
	require.NoError(t, err)
	require.EqualValues(t, -1, gone.TTL)
}

func TestKeepAliveOutlivesTheGrantedTime(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithFilterPut(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)
	kept, witness := grant(t, client, 3), grant(t, client, 5)
	put(t, client, prefix+"kept", "", clientv3.WithLease(kept))
	put(t, client, prefix+"witness", "", clientv3.WithLease(witness))
	answers, err := client.KeepAlive(deadline(t), kept)
	require.NoError(t, err)
	go func() {
		for range answers {
			// Drained, so that the client has room for more answers.
		}
	}()

	// The witness lives longer than the other lease was granted for, yet it is the one to go.
	require.Equal(t, []string{"DELETE witness"}, told(prefix, nextEvents(t, watch, 1)))
	require.Equal(t, []string{"kept"}, names(prefix, get(t, client, prefix, clientv3.WithPrefix()).Kvs))
}
