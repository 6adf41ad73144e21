package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestOldRevisionsStayReadable(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	created := put(t, client, prefix+"a", "1")
	changed := put(t, client, prefix+"a", "2")
	put(t, client, prefix+"b", "1")
	deletion, err := client.Delete(deadline(t), prefix+"a")
	require.NoError(t, err)
	deleted := deletion.Header.Revision

	cases := []struct {
		name     string
		revision int64
		want     []string
		value    string
	}{
		{"before the creation", created - 1, []string{}, ""},
		{"at the creation", created, []string{"a"}, "1"},
		{"at the change", changed, []string{"a"}, "2"},
		{"before the deletion", deleted - 1, []string{"a", "b"}, "2"},
		{"at the deletion", deleted, []string{"b"}, "1"},
		{"zero is the latest", 0, []string{"b"}, "1"},
		{"negative is the latest", -1, []string{"b"}, "1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			response := get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithRev(c.revision))
			require.Equal(t, c.want, names(prefix, response.Kvs))
			require.EqualValues(t, len(c.want), response.Count)
			if len(c.want) > 0 {
				require.Equal(t, c.value, string(response.Kvs[0].Value))
			}
			require.GreaterOrEqual(t, response.Header.Revision, deleted, "the header names the current revision")
		})
	}
}

func TestFutureRevisionIsRefused(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	revision := put(t, client, prefix+"a", "1")

	_, err := client.Get(deadline(t), prefix+"a", clientv3.WithRev(revision+1000000))

	require.Equal(t, rpctypes.ErrFutureRev, err)
}
