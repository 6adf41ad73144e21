package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// The tests of this file count revisions, so they are sequential: nothing else of the suite writes meanwhile.

func TestWhatRaisesTheRevision(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a", "b", "c")
	lease := grant(t, client, 60)
	key := prefix + "a"

	cases := []struct {
		name   string
		raises int64
		do     func() (int64, error)
	}{
		{"a put", 1, revisionOf(client, clientv3.OpPut(key, "1"))},
		{"a put of the same value", 1, revisionOf(client, clientv3.OpPut(key, "1"))},
		{"a read", 0, revisionOf(client, clientv3.OpGet(key))},
		{"a delete of nothing", 0, revisionOf(client, clientv3.OpDelete(prefix+"missing"))},
		{"an empty transaction", 0, revisionOf(client, clientv3.OpTxn(nil, nil, nil))},
		{"a transaction that only reads", 0, revisionOf(client, clientv3.OpTxn(nil, []clientv3.Op{clientv3.OpGet(key)}, nil))},
		{"a transaction that deletes nothing", 0, revisionOf(client,
			clientv3.OpTxn(nil, []clientv3.Op{clientv3.OpDelete(prefix + "missing")}, nil))},
		{"a transaction of several writes", 1, revisionOf(client,
			clientv3.OpTxn(nil, []clientv3.Op{clientv3.OpPut(prefix+"d", ""), clientv3.OpPut(prefix+"e", ""), clientv3.OpDelete(prefix + "b")}, nil))},
		{"a delete of several keys", 1, revisionOf(client, clientv3.OpDelete(prefix, clientv3.WithPrefix()))},
		{"a lease grant", 0, func() (int64, error) {
			response, err := client.Grant(deadline(t), 60)
			if err != nil {
				return 0, err
			}
			_, err = client.Revoke(deadline(t), response.ID)
			return response.Revision, err
		}},
		{"a revoke without keys", 0, func() (int64, error) {
			response, err := client.Revoke(deadline(t), lease)
			if err != nil {
				return 0, err
			}
			return response.Header.Revision, nil
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := get(t, client, key).Header.Revision
			answered, err := c.do()
			require.NoError(t, err)
			require.Equal(t, before+c.raises, answered, "revision of the answer")
			require.Equal(t, before+c.raises, get(t, client, key).Header.Revision, "revision of the store")
		})
	}
}

func TestRevokeDeletesAllKeysInOneRevision(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	lease := grant(t, client, 60)
	for _, name := range []string{"c", "a", "b"} {
		put(t, client, prefix+name, "", clientv3.WithLease(lease))
	}
	before := get(t, client, prefix).Header.Revision

	response, err := client.Revoke(deadline(t), lease)

	require.NoError(t, err)
	require.Equal(t, before+1, response.Header.Revision)
	after := get(t, client, prefix, clientv3.WithPrefix())
	require.Equal(t, before+1, after.Header.Revision)
	require.Zero(t, after.Count)
}

// revisionOf performs the operation and returns the revision in the header of its answer.
func revisionOf(client *clientv3.Client, operation clientv3.Op) func() (int64, error) {
	return func() (int64, error) {
		ctx, cancel := boundedContext()
		defer cancel()
		response, err := client.Do(ctx, operation)
		switch {
		case err != nil:
			return 0, err
		case operation.IsPut():
			return response.Put().Header.Revision, nil
		case operation.IsGet():
			return response.Get().Header.Revision, nil
		case operation.IsDelete():
			return response.Del().Header.Revision, nil
		default:
			return response.Txn().Header.Revision, nil
		}
	}
}
