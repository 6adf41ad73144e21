package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestRangeBounds(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a", "b", "b1", "c")

	cases := []struct {
		name    string
		key     string
		options []clientv3.OpOption
		want    []string
	}{
		{"single key", "b", nil, []string{"b"}},
		{"missing key", "x", nil, []string{}},
		{"end is exclusive", "a", []clientv3.OpOption{clientv3.WithRange(prefix + "c")}, []string{"a", "b", "b1"}},
		{"prefix", "b", []clientv3.OpOption{clientv3.WithPrefix()}, []string{"b", "b1"}},
		{"end equal to key is empty", "b", []clientv3.OpOption{clientv3.WithRange(prefix + "b")}, []string{}},
		{"end before key is empty", "c", []clientv3.OpOption{clientv3.WithRange(prefix + "a")}, []string{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			response := get(t, client, prefix+c.key, c.options...)
			require.Equal(t, c.want, names(prefix, response.Kvs))
			require.EqualValues(t, len(c.want), response.Count)
			require.False(t, response.More)
		})
	}
}

func TestRangeFromKeyReachesTheLastKey(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), "\xff\xfe"+uniquePrefix(t)
	putAll(t, client, prefix, "a", "b", "c")

	response := get(t, client, prefix+"b", clientv3.WithFromKey())

	require.GreaterOrEqual(t, response.Count, int64(2))
	require.Equal(t, prefix+"b", string(response.Kvs[0].Key))
	require.Equal(t, prefix+"c", string(response.Kvs[1].Key))
}

func TestKeysSortAsUnsignedBytes(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "\xff", "\x7f", "\x80", "a", "a\x00", "\x00")

	response := get(t, client, prefix, clientv3.WithPrefix())

	require.Equal(t, []string{"\x00", "a", "a\x00", "\x7f", "\x80", "\xff"}, names(prefix, response.Kvs))
}

func TestRangeOfEverythingContainsEachKey(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a")

	response := get(t, client, "", clientv3.WithPrefix(), clientv3.WithKeysOnly())

	require.Contains(t, names("", response.Kvs), prefix+"a")
}
