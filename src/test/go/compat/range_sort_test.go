package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// sortableKeys writes keys whose order differs for every sort target.
//
//	key  create  mod  version  value
//	a    1st     3rd  3        m
//	b    2nd     1st  1        z
//	c    3rd     2nd  2        d
func sortableKeys(t *testing.T, client *clientv3.Client, prefix string) {
	t.Helper()
	for _, write := range [][2]string{{"a", "1"}, {"b", "z"}, {"c", "2"}, {"c", "d"}, {"a", "3"}, {"a", "m"}} {
		put(t, client, prefix+write[0], write[1])
	}
}

func TestRangeSort(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	sortableKeys(t, client, prefix)

	cases := []struct {
		name      string
		target    clientv3.SortTarget
		ascending []string
	}{
		{"key", clientv3.SortByKey, []string{"a", "b", "c"}},
		{"version", clientv3.SortByVersion, []string{"b", "c", "a"}},
		{"create revision", clientv3.SortByCreateRevision, []string{"a", "b", "c"}},
		{"mod revision", clientv3.SortByModRevision, []string{"b", "c", "a"}},
		{"value", clientv3.SortByValue, []string{"c", "a", "b"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			up := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithSort(c.target, clientv3.SortAscend))
			require.Equal(t, c.ascending, names(prefix, up.Kvs))

			down := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithSort(c.target, clientv3.SortDescend))
			descending := []string{c.ascending[2], c.ascending[1], c.ascending[0]}
			require.Equal(t, descending, names(prefix, down.Kvs))

			last := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithLimit(1),
				clientv3.WithSort(c.target, clientv3.SortDescend))
			require.Equal(t, descending[:1], names(prefix, last.Kvs), "the limit applies after sorting")
			require.True(t, last.More)
			require.EqualValues(t, 3, last.Count)
		})
	}
}

func TestSortTargetWithoutOrderSortsOnlyTheWindowOfTheLimit(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "d", "c", "b", "a")
	kv := pb.NewKVClient(client.ActiveConnection())
	request := &pb.RangeRequest{
		Key: []byte(prefix), RangeEnd: endOf(prefix), SortTarget: pb.RangeRequest_CREATE,
	}

	all, err := kv.Range(deadline(t), request)
	require.NoError(t, err)
	require.Equal(t, []string{"d", "c", "b", "a"}, names(prefix, all.Kvs))

	// One key more than the limit is fetched in key order (a, b, c), sorted by creation and then cut.
	request.Limit = 2
	window, err := kv.Range(deadline(t), request)
	require.NoError(t, err)
	require.Equal(t, []string{"c", "b"}, names(prefix, window.Kvs))
	require.True(t, window.More)
}
