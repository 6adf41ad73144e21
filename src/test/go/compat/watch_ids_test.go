package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
)

func TestWatchIds(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		stream, key := openWatchStream(t, connect(t, endpoint)), []byte(uniquePrefix(t))

		require.EqualValues(t, 0, stream.created(&pb.WatchCreateRequest{Key: key}), "the server counts from zero")
		require.EqualValues(t, 7, stream.created(&pb.WatchCreateRequest{Key: key, WatchId: 7}), "the client may choose")
		require.EqualValues(t, -5, stream.created(&pb.WatchCreateRequest{Key: key, WatchId: -5}), "also a negative one")
		require.EqualValues(t, 1, stream.created(&pb.WatchCreateRequest{Key: key}))
		require.EqualValues(t, 2, stream.created(&pb.WatchCreateRequest{Key: key, WatchId: 2}))
		require.EqualValues(t, 3, stream.created(&pb.WatchCreateRequest{Key: key}), "a taken id is skipped")
		stream.refused(&pb.WatchCreateRequest{Key: key, WatchId: 7},
			"mvcc: duplicate watch ID provided on the WatchStream")
	})
}

func TestWatchCancel(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	stream := openWatchStream(t, client.ActiveConnection())
	first := stream.created(&pb.WatchCreateRequest{Key: []byte(prefix), RangeEnd: endOf(prefix)})
	second := stream.created(&pb.WatchCreateRequest{Key: []byte(prefix), RangeEnd: endOf(prefix)})

	stream.cancel(4711)
	stream.cancel(first)
	response := stream.receive()
	require.Equal(t, first, response.WatchId, "the unknown id got no answer")
	require.True(t, response.Canceled)
	require.False(t, response.Created)
	require.Empty(t, response.CancelReason)
	require.Zero(t, response.CompactRevision)

	put(t, client, prefix+"a", "1")
	event := stream.receive()
	require.Equal(t, second, event.WatchId)
	require.Len(t, event.Events, 1)
}

func TestWatchRefusals(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		stream, prefix := openWatchStream(t, connect(t, endpoint)), uniquePrefix(t)
		stream.refused(&pb.WatchCreateRequest{Key: []byte(prefix + "b"), RangeEnd: []byte(prefix + "a")},
			"mvcc: watcher range is empty")
		stream.refused(&pb.WatchCreateRequest{Key: []byte(prefix + "b"), RangeEnd: []byte(prefix + "b")},
			"mvcc: watcher range is empty")
		stream.refused(&pb.WatchCreateRequest{Key: []byte(prefix), StartRevision: -1},
			"etcdserver: mvcc: required revision has been compacted")
		stream.created(&pb.WatchCreateRequest{Key: []byte(prefix)})
	})
}

func TestWatchOfAnEmptyKeyIsAccepted(t *testing.T) {
	t.Parallel()
	stream := openWatchStream(t, connect(t, endpoints()[0]))
	stream.created(&pb.WatchCreateRequest{})
}
