package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestPutCountsVersionsUntilTheKeyIsDeleted(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	first := put(t, client, prefix+"a", "same")
	second := put(t, client, prefix+"a", "same")
	require.Greater(t, second, first, "an identical value is a new revision")

	kv := get(t, client, prefix+"a").Kvs[0]
	require.Equal(t, []int64{first, second, 2}, []int64{kv.CreateRevision, kv.ModRevision, kv.Version})

	_, err := client.Delete(deadline(t), prefix+"a")
	require.NoError(t, err)
	third := put(t, client, prefix+"a", "again")
	kv = get(t, client, prefix+"a").Kvs[0]
	require.Equal(t, []int64{third, third, 1}, []int64{kv.CreateRevision, kv.ModRevision, kv.Version})
}

func TestPutReturnsThePreviousKeyValueOnRequest(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)

	created, err := client.Put(deadline(t), prefix+"a", "1", clientv3.WithPrevKV())
	require.NoError(t, err)
	require.Nil(t, created.PrevKv)

	changed, err := client.Put(deadline(t), prefix+"a", "2", clientv3.WithPrevKV())
	require.NoError(t, err)
	require.Equal(t, "1", string(changed.PrevKv.Value))
	require.Equal(t, created.Header.Revision, changed.PrevKv.ModRevision)

	silent, err := client.Put(deadline(t), prefix+"a", "3")
	require.NoError(t, err)
	require.Nil(t, silent.PrevKv)
}

func TestPutIgnoreValueKeepsTheValueAndDetachesTheLease(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	lease := grant(t, client, 60)
	put(t, client, prefix+"a", "kept", clientv3.WithLease(lease))

	put(t, client, prefix+"a", "", clientv3.WithIgnoreValue())

	kv := get(t, client, prefix+"a").Kvs[0]
	require.Equal(t, "kept", string(kv.Value))
	require.Zero(t, kv.Lease)
	require.EqualValues(t, 2, kv.Version)
}

func TestPutIgnoreLeaseKeepsTheLease(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	lease := grant(t, client, 60)
	put(t, client, prefix+"a", "1", clientv3.WithLease(lease))

	put(t, client, prefix+"a", "2", clientv3.WithIgnoreLease())

	kv := get(t, client, prefix+"a").Kvs[0]
	require.Equal(t, "2", string(kv.Value))
	require.EqualValues(t, lease, kv.Lease)
}

func TestPutIgnoreOptionsNeedAnExistingKey(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)

	_, err := client.Put(deadline(t), prefix+"a", "", clientv3.WithIgnoreValue())
	require.Equal(t, rpctypes.ErrKeyNotFound, err)

	_, err = client.Put(deadline(t), prefix+"a", "1", clientv3.WithIgnoreLease())
	require.Equal(t, rpctypes.ErrKeyNotFound, err)

	require.Empty(t, get(t, client, prefix+"a").Kvs)
}

func TestPutKeepsAnyBytes(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	key, value := prefix+"\x00\xff\xfe", "\x00\x80\xff"

	put(t, client, key, value)
	put(t, client, prefix+"empty", "")

	require.Equal(t, value, string(get(t, client, key).Kvs[0].Value))
	require.Empty(t, get(t, client, prefix+"empty").Kvs[0].Value)
}
