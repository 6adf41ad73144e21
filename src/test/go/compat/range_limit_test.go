package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestRangeLimit(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a", "b", "c")

	cases := []struct {
		name  string
		limit int64
		want  []string
		more  bool
	}{
		{"none", 0, []string{"a", "b", "c"}, false},
		{"below the count", 2, []string{"a", "b"}, true},
		{"equal to the count", 3, []string{"a", "b", "c"}, false},
		{"above the count", 4, []string{"a", "b", "c"}, false},
		{"negative is unlimited", -1, []string{"a", "b", "c"}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			response := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithLimit(c.limit))
			require.Equal(t, c.want, names(prefix, response.Kvs))
			require.Equal(t, c.more, response.More)
			require.EqualValues(t, 3, response.Count, "the limit must not change the count")
		})
	}
}

func TestPagesJoinToTheWholeRange(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	all := numbered(25)
	putAll(t, client, prefix, all...)

	first := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithLimit(10))
	put(t, client, prefix+"005x", "written while paging")
	seen, page, remaining := names(prefix, first.Kvs), first, first.Count
	for page.More {
		remaining -= int64(len(page.Kvs))
		next := string(page.Kvs[len(page.Kvs)-1].Key) + "\x00"
		page = get(t, client, next, clientv3.WithRange(string(endOf(prefix))), clientv3.WithLimit(10),
			clientv3.WithRev(first.Header.Revision))
		require.Equal(t, remaining, page.Count)
		seen = append(seen, names(prefix, page.Kvs)...)
	}

	require.Equal(t, all, seen)
}
