package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestWatchFilters(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	start := put(t, client, prefix+"a", "1")
	remove(t, client, prefix+"a")
	put(t, client, prefix+"a", "2")
	remove(t, client, prefix+"a")

	puts := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithRev(start), clientv3.WithFilterDelete())
	require.Equal(t, []string{"PUT a=1", "PUT a=2"}, told(prefix, nextEvents(t, puts, 2)))

	deletes := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithRev(start), clientv3.WithFilterPut())
	require.Equal(t, []string{"DELETE a", "DELETE a"}, told(prefix, nextEvents(t, deletes, 2)))
}

func TestWatchPreviousKeyValues(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	start := put(t, client, prefix+"a", "1")
	put(t, client, prefix+"a", "2")
	remove(t, client, prefix+"a")
	put(t, client, prefix+"a", "3")

	watch := client.Watch(deadline(t), prefix+"a", clientv3.WithRev(start), clientv3.WithPrevKV())

	events := nextEvents(t, watch, 4)
	require.Nil(t, events[0].PrevKv, "a creation has no previous version")
	require.Equal(t, "1", string(events[1].PrevKv.Value))
	require.Equal(t, "2", string(events[2].PrevKv.Value))
	require.Nil(t, events[3].PrevKv)

	silent := client.Watch(deadline(t), prefix+"a", clientv3.WithRev(start))
	require.Nil(t, nextEvents(t, silent, 4)[1].PrevKv, "previous versions come only on request")
}

func TestDeleteEventHasOnlyKeyAndModRevision(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	put(t, client, prefix+"a", "1")
	deleted := remove(t, client, prefix+"a")

	watch := client.Watch(deadline(t), prefix+"a", clientv3.WithRev(deleted))

	kv := nextEvents(t, watch, 1)[0].Kv
	require.Equal(t, prefix+"a", string(kv.Key))
	require.Equal(t, deleted, kv.ModRevision)
	require.Zero(t, kv.CreateRevision)
	require.Zero(t, kv.Version)
	require.Zero(t, kv.Lease)
	require.Empty(t, kv.Value)
}

func TestRequestProgressComesAfterEarlierEvents(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	ctx := deadline(t)
	watch := client.Watch(ctx, prefix, clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)
	written := put(t, client, prefix+"a", "1")

	// A watcher that has delivered its last event has caught up, and only then is the question answered.
	require.Equal(t, []string{"PUT a=1"}, told(prefix, nextEvents(t, watch, 1)))
	require.NoError(t, client.RequestProgress(ctx))

	progress := nextResponse(t, watch)
	require.True(t, progress.IsProgressNotify())
	require.GreaterOrEqual(t, progress.Header.Revision, written)
}
