package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestRangeRevisionFilters(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	put(t, client, prefix+"a", "1")
	createB := put(t, client, prefix+"b", "1")
	createC := put(t, client, prefix+"c", "1")
	modA := put(t, client, prefix+"a", "2")

	cases := []struct {
		name   string
		filter clientv3.OpOption
		want   []string
	}{
		{"minimal mod revision is inclusive", clientv3.WithMinModRev(createC), []string{"a", "c"}},
		{"maximal mod revision is inclusive", clientv3.WithMaxModRev(createC), []string{"b", "c"}},
		{"minimal create revision is inclusive", clientv3.WithMinCreateRev(createB), []string{"b", "c"}},
		{"maximal create revision is inclusive", clientv3.WithMaxCreateRev(createB), []string{"a", "b"}},
		{"nothing left", clientv3.WithMinModRev(modA + 1000000), []string{}},
		{"zero is unset", clientv3.WithMaxModRev(0), []string{"a", "b", "c"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			response := get(t, client, prefix, clientv3.WithPrefix(), c.filter)
			require.Equal(t, c.want, names(prefix, response.Kvs))
			require.EqualValues(t, 3, response.Count, "filters must not change the count")
		})
	}

	t.Run("the limit applies after filtering", func(t *testing.T) {
		response := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithMinCreateRev(createB), clientv3.WithLimit(1))
		require.Equal(t, []string{"b"}, names(prefix, response.Kvs))
		require.True(t, response.More)

		response = get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithMinCreateRev(createC), clientv3.WithLimit(1))
		require.Equal(t, []string{"c"}, names(prefix, response.Kvs))
		require.False(t, response.More)
	})

	t.Run("filters combine", func(t *testing.T) {
		response := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithMinModRev(createB),
			clientv3.WithMaxModRev(createC), clientv3.WithMinCreateRev(createC))
		require.Equal(t, []string{"c"}, names(prefix, response.Kvs))
	})
}
