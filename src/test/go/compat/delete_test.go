package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestDeleteRange(t *testing.T) {
	t.Parallel()
	client := newClient(t)

	cases := []struct {
		name    string
		key     string
		options []clientv3.OpOption
		deleted []string
		left    []string
	}{
		{"single key", "b", nil, []string{"b"}, []string{"a", "c", "d"}},
		{"missing key", "x", nil, []string{}, []string{"a", "b", "c", "d"}},
		{"prefix", "", []clientv3.OpOption{clientv3.WithPrefix()}, []string{"a", "b", "c", "d"}, []string{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			prefix := uniquePrefix(t)
			putAll(t, client, prefix, "a", "b", "c", "d")
			response, err := client.Delete(deadline(t), prefix+c.key, append(c.options, clientv3.WithPrevKV())...)
			require.NoError(t, err)
			require.EqualValues(t, len(c.deleted), response.Deleted)
			require.Equal(t, c.deleted, names(prefix, response.PrevKvs))
			require.Equal(t, c.left, names(prefix, get(t, client, prefix, clientv3.WithPrefix()).Kvs))
		})
	}
}

func TestDeleteRangeBounds(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a", "b", "c", "d")

	inverted, err := client.Delete(deadline(t), prefix+"c", clientv3.WithRange(prefix+"a"))
	require.NoError(t, err)
	require.Zero(t, inverted.Deleted)

	half, err := client.Delete(deadline(t), prefix+"a", clientv3.WithRange(prefix+"c"))
	require.NoError(t, err)
	require.EqualValues(t, 2, half.Deleted)
	require.Empty(t, half.PrevKvs, "previous key-values come only on request")
	require.Equal(t, []string{"c", "d"}, names(prefix, get(t, client, prefix, clientv3.WithPrefix()).Kvs))
}

func TestDeleteIsInvisibleToOlderReads(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a", "b")
	before := get(t, client, prefix).Header.Revision

	_, err := client.Delete(deadline(t), prefix, clientv3.WithPrefix())
	require.NoError(t, err)

	old := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithRev(before))
	require.Equal(t, []string{"a", "b"}, names(prefix, old.Kvs))
}
