package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
)

func TestManualProgressIsOneMessageForTheStream(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		client := newClientOf(t, endpoint)
		stream, prefix := openWatchStream(t, connect(t, endpoint)), uniquePrefix(t)
		revision := get(t, client, prefix).Header.Revision
		stream.created(&pb.WatchCreateRequest{Key: []byte(prefix + "a")})
		last := stream.created(&pb.WatchCreateRequest{Key: []byte(prefix + "b")})

		stream.askProgress()
		progress := stream.receive()
		require.EqualValues(t, -1, progress.WatchId)
		require.Empty(t, progress.Events)
		require.False(t, progress.Created)
		require.False(t, progress.Canceled)
		require.GreaterOrEqual(t, progress.Header.Revision, revision)

		// The next answer belongs to the cancellation, so there was only one progress message.
		stream.cancel(last)
		require.Equal(t, last, stream.receive().WatchId)
	})
}

func TestManualProgressWaitsForWatchersOfTheFuture(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	stream, prefix := openWatchStream(t, client.ActiveConnection()), uniquePrefix(t)
	id := stream.created(&pb.WatchCreateRequest{Key: []byte(prefix), StartRevision: 1 << 60})

	stream.askProgress()
	stream.cancel(id)

	response := stream.receive()
	require.Equal(t, id, response.WatchId)
	require.True(t, response.Canceled, "no progress may be told before the watcher's start")
}
