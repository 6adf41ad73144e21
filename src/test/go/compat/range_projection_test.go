package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestCountOnly(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a", "b", "c")

	response := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithCountOnly(), clientv3.WithLimit(1))

	require.Empty(t, response.Kvs)
	require.EqualValues(t, 3, response.Count)
	require.False(t, response.More)
}

func TestKeysOnly(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	lease := grant(t, client, 60)
	first := put(t, client, prefix+"a", "value", clientv3.WithLease(lease))
	second := put(t, client, prefix+"a", "value", clientv3.WithLease(lease))

	t.Run("has revisions but neither value nor lease", func(t *testing.T) {
		kv := get(t, client, prefix+"a", clientv3.WithKeysOnly()).Kvs[0]
		require.Empty(t, kv.Value)
		require.Zero(t, kv.Lease)
		require.Equal(t, []int64{first, second, 2}, []int64{kv.CreateRevision, kv.ModRevision, kv.Version})
	})

	t.Run("has the lease when sorted by value", func(t *testing.T) {
		response, err := pb.NewKVClient(client.ActiveConnection()).Range(deadline(t), &pb.RangeRequest{
			Key: []byte(prefix + "a"), KeysOnly: true, SortTarget: pb.RangeRequest_VALUE,
		})
		require.NoError(t, err)
		require.Empty(t, response.Kvs[0].Value)
		require.EqualValues(t, lease, response.Kvs[0].Lease)
	})
}

func TestSerializableRangeOnEachMember(t *testing.T) {
	t.Parallel()
	prefix := uniquePrefix(t)
	revision := put(t, newClient(t), prefix+"a", "value")
	onEachMember(t, func(t *testing.T, endpoint string) {
		client := newClientOf(t, endpoint)
		// A linearizable read makes this member catch up, so that its local state has the key.
		require.GreaterOrEqual(t, get(t, client, prefix+"a").Header.Revision, revision)
		response := get(t, client, prefix+"a", clientv3.WithSerializable())
		require.Equal(t, []string{"a"}, names(prefix, response.Kvs))
	})
}
