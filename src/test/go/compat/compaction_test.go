package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// The tests of this file compact, so they are sequential: no other test of the suite reads history meanwhile.

// compactAt compacts at the revision and makes sure that every member has done so.
func compactAt(t *testing.T, client *clientv3.Client, revision int64) {
	t.Helper()
	_, err := client.Compact(deadline(t), revision, clientv3.WithCompactPhysical())
	require.NoError(t, err)
	for _, endpoint := range endpoints() {
		get(t, newClientOf(t, endpoint), "any")
	}
}

func TestCompactionBoundary(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	first := put(t, client, prefix+"a", "1")
	second := put(t, client, prefix+"a", "2")
	third := put(t, client, prefix+"a", "3")
	compactAt(t, client, second)

	t.Run("below is gone", func(t *testing.T) {
		_, err := client.Get(deadline(t), prefix+"a", clientv3.WithRev(first))
		require.Equal(t, rpctypes.ErrCompacted, err)
	})
	t.Run("at the compacted revision is readable", func(t *testing.T) {
		require.Equal(t, "2", string(get(t, client, prefix+"a", clientv3.WithRev(second)).Kvs[0].Value))
	})
	t.Run("above is readable", func(t *testing.T) {
		require.Equal(t, "3", string(get(t, client, prefix+"a", clientv3.WithRev(third)).Kvs[0].Value))
	})
	t.Run("the same revision again is refused", func(t *testing.T) {
		_, err := client.Compact(deadline(t), second)
		require.Equal(t, rpctypes.ErrCompacted, err)
	})
	t.Run("a lower revision is refused", func(t *testing.T) {
		_, err := client.Compact(deadline(t), first)
		require.Equal(t, rpctypes.ErrCompacted, err)
	})
	t.Run("a future revision is refused", func(t *testing.T) {
		_, err := client.Compact(deadline(t), third+1000000)
		require.Equal(t, rpctypes.ErrFutureRev, err)
	})
	t.Run("a stream below is refused", func(t *testing.T) {
		stream, err := client.GetStream(deadline(t), prefix+"a", clientv3.WithRev(first))
		require.NoError(t, err)
		_, err = clientv3.GetStreamToGetResponse(stream)
		require.ErrorContains(t, err, "mvcc: required revision has been compacted")
	})
}

func TestCompactionAnswersWithTheCurrentRevision(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	first := put(t, client, prefix+"a", "1")
	second := put(t, client, prefix+"a", "2")

	response, err := client.Compact(deadline(t), first)

	require.NoError(t, err)
	require.Equal(t, second, response.Header.Revision)
}

func TestCompactionKeepsLiveKeys(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "untouched", "deleted", "recreated")
	_, err := client.Delete(deadline(t), prefix+"deleted")
	require.NoError(t, err)
	_, err = client.Delete(deadline(t), prefix+"recreated")
	require.NoError(t, err)
	last := put(t, client, prefix+"recreated", "again")

	compactAt(t, client, last)

	response := get(t, client, prefix, clientv3.WithPrefix())
	require.Equal(t, []string{"recreated", "untouched"}, names(prefix, response.Kvs))
	require.EqualValues(t, 1, response.Kvs[0].Version)
	require.Equal(t, last, response.Kvs[0].CreateRevision)
	require.EqualValues(t, 1, response.Kvs[1].Version)
	put(t, client, prefix+"untouched", "changed")
	require.EqualValues(t, 2, get(t, client, prefix+"untouched").Kvs[0].Version)
}

func TestCompactionAtADeletion(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	put(t, client, prefix+"a", "1")
	response, err := client.Delete(deadline(t), prefix+"a")
	require.NoError(t, err)
	deletion := response.Header.Revision
	put(t, client, prefix+"b", "1")

	compactAt(t, client, deletion)

	require.Empty(t, get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithRev(deletion)).Kvs)
	require.EqualValues(t, 1, get(t, client, prefix, clientv3.WithPrefix()).Count)
}

func TestTransactionWithACompactedReadWritesNothing(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	first := put(t, client, prefix+"a", "1")
	second := put(t, client, prefix+"a", "2")
	compactAt(t, client, second)

	_, err := client.Txn(deadline(t)).Then(
		clientv3.OpPut(prefix+"b", "1"),
		clientv3.OpGet(prefix+"a", clientv3.WithRev(first)),
	).Commit()

	require.Equal(t, rpctypes.ErrCompacted, err)
	require.Empty(t, get(t, client, prefix+"b").Kvs)
}

func TestNegativeRevisionInATransactionIsCompacted(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	compactAt(t, client, put(t, client, prefix+"a", "1"))

	_, err := client.Txn(deadline(t)).Then(clientv3.OpGet(prefix+"a", clientv3.WithRev(-1))).Commit()

	require.Equal(t, rpctypes.ErrCompacted, err)
}
