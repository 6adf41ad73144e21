package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// The tests of this file compact, so they are sequential.

func TestWatchBelowTheCompactedRevisionIsCancelled(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	first := put(t, client, prefix+"a", "1")
	compacted := put(t, client, prefix+"a", "2")
	compactAt(t, client, compacted)

	watch := client.Watch(deadline(t), prefix+"a", clientv3.WithRev(first))

	response := nextResponse(t, watch)
	require.True(t, response.Canceled)
	require.Equal(t, rpctypes.ErrCompacted, response.Err())
	require.Equal(t, compacted, response.CompactRevision)
	_, open := <-watch
	require.False(t, open)
}

func TestCompactedStartOnTheWire(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	first := put(t, client, prefix+"a", "1")
	compacted := put(t, client, prefix+"a", "2")
	compactAt(t, client, compacted)
	onEachMember(t, func(t *testing.T, endpoint string) {
		stream := openWatchStream(t, connect(t, endpoint))
		id := stream.created(&pb.WatchCreateRequest{Key: []byte(prefix + "a"), StartRevision: first})

		response := stream.receive()
		require.Equal(t, id, response.WatchId)
		require.True(t, response.Canceled)
		require.False(t, response.Created)
		require.Equal(t, compacted, response.CompactRevision)
		require.Zero(t, response.Header.Revision)
		require.Empty(t, response.CancelReason)
	})
}

func TestWatchAtTheCompactedRevisionIsServed(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	put(t, client, prefix+"a", "1")
	compacted := put(t, client, prefix+"a", "2")
	compactAt(t, client, compacted)

	watch := client.Watch(deadline(t), prefix+"a", clientv3.WithRev(compacted), clientv3.WithPrevKV())

	event := nextEvents(t, watch, 1)[0]
	require.Equal(t, "2", string(event.Kv.Value))
	require.Nil(t, event.PrevKv, "the previous version was compacted away")
}
