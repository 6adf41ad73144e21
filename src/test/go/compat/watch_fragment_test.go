package compat

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// writeLargeEvents deletes three keys of 900 kB in one revision. With the previous values its events
// exceed one message of 2 MiB.
func writeLargeEvents(t *testing.T, client *clientv3.Client, prefix string) int64 {
	t.Helper()
	large := strings.Repeat("x", 900_000)
	put(t, client, prefix+"a", large)
	put(t, client, prefix+"b", large)
	put(t, client, prefix+"c", large)
	deleted, err := client.Delete(deadline(t), prefix, clientv3.WithPrefix())
	require.NoError(t, err)
	return deleted.Header.Revision
}

func TestLargeResponsesAreFragmentedOnRequest(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	stream, prefix := openWatchStream(t, client.ActiveConnection()), uniquePrefix(t)
	first := writeLargeEvents(t, client, prefix)

	stream.created(&pb.WatchCreateRequest{
		Key: []byte(prefix), RangeEnd: endOf(prefix), StartRevision: first, PrevKv: true, Fragment: true,
	})

	var keys []string
	fragments := 0
	for len(keys) < 3 {
		response := stream.receive()
		if response.Fragment {
			fragments++
			require.Less(t, len(keys)+len(response.Events), 3, "the last fragment is not marked")
		}
		for _, event := range response.Events {
			keys = append(keys, strings.TrimPrefix(string(event.Kv.Key), prefix))
		}
	}
	require.Equal(t, []string{"a", "b", "c"}, keys)
	require.Positive(t, fragments)
}

func TestClientJoinsFragments(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	first := writeLargeEvents(t, client, prefix)

	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithRev(first), clientv3.WithPrevKV(), clientv3.WithFragment())

	require.Len(t, nextEvents(t, watch, 3), 3)
}
