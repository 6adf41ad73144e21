package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// attachedKeys returns the keys of the lease, whose order the server is free to choose.
func attachedKeys(t *testing.T, client *clientv3.Client, lease clientv3.LeaseID, prefix string) []string {
	t.Helper()
	response, err := client.TimeToLive(deadline(t), lease, clientv3.WithAttachedKeys())
	require.NoError(t, err)
	found := []string{}
	for _, key := range response.Keys {
		found = append(found, string(key)[len(prefix):])
	}
	return found
}

func TestKeysBelongToTheLastLeaseNamed(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	first, second := grant(t, client, 60), grant(t, client, 60)
	for _, name := range []string{"c", "a", "b"} {
		put(t, client, prefix+name, "", clientv3.WithLease(first))
	}
	require.ElementsMatch(t, []string{"a", "b", "c"}, attachedKeys(t, client, first, prefix))

	put(t, client, prefix+"a", "", clientv3.WithLease(second))
	put(t, client, prefix+"b", "")
	remove(t, client, prefix+"c")

	require.Empty(t, attachedKeys(t, client, first, prefix))
	require.Equal(t, []string{"a"}, attachedKeys(t, client, second, prefix))
	require.EqualValues(t, second, get(t, client, prefix+"a").Kvs[0].Lease)
}

func TestTimeToLive(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	lease := grant(t, client, 60)

	alive, err := client.TimeToLive(deadline(t), lease)
	require.NoError(t, err)
	require.EqualValues(t, 60, alive.GrantedTTL)
	require.LessOrEqual(t, alive.TTL, int64(60))
	require.Greater(t, alive.TTL, int64(30))
	require.Empty(t, alive.Keys)

	unknown, err := client.TimeToLive(deadline(t), clientv3.LeaseID(freshLeaseID(t)))
	require.NoError(t, err)
	require.EqualValues(t, -1, unknown.TTL)
}

func TestRevokeDeletesAttachedKeys(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	lease := grant(t, client, 60)
	for _, name := range []string{"b", "a"} {
		put(t, client, prefix+name, "", clientv3.WithLease(lease))
	}
	put(t, client, prefix+"free", "")
	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)

	_, err := client.Revoke(deadline(t), lease)
	require.NoError(t, err)

	events := nextEvents(t, watch, 2)
	require.Equal(t, []string{"DELETE a", "DELETE b"}, told(prefix, events))
	require.Equal(t, events[0].Kv.ModRevision, events[1].Kv.ModRevision)
	require.Equal(t, []string{"free"}, names(prefix, get(t, client, prefix, clientv3.WithPrefix()).Kvs))
	_, err = client.Revoke(deadline(t), lease)
	require.Equal(t, rpctypes.ErrLeaseNotFound, err)
}

func TestPutWithAnUnknownLeaseIsRefused(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)

	_, err := client.Put(deadline(t), prefix+"a", "", clientv3.WithLease(clientv3.LeaseID(freshLeaseID(t))))

	require.Equal(t, rpctypes.ErrLeaseNotFound, err)
	require.Empty(t, get(t, client, prefix+"a").Kvs)
}
