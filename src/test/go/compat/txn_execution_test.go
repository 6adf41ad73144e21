package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestTxnTakesOneBranch(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	createIfMissing := func() *clientv3.TxnResponse {
		response, err := client.Txn(deadline(t)).
			If(clientv3.Compare(clientv3.ModRevision(prefix+"a"), "=", 0)).
			Then(clientv3.OpPut(prefix+"a", "created")).
			Else(clientv3.OpGet(prefix+"a"), clientv3.OpDelete(prefix+"x")).
			Commit()
		require.NoError(t, err)
		return response
	}

	first, second := createIfMissing(), createIfMissing()

	require.True(t, first.Succeeded)
	require.Len(t, first.Responses, 1)
	require.NotNil(t, first.Responses[0].GetResponsePut())
	require.False(t, second.Succeeded)
	require.Len(t, second.Responses, 2)
	require.Equal(t, "created", string(second.Responses[0].GetResponseRange().Kvs[0].Value))
	require.Zero(t, second.Responses[1].GetResponseDeleteRange().Deleted)
}

func TestTxnOperationsSeeEarlierOnes(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "old")

	response, err := client.Txn(deadline(t)).Then(
		clientv3.OpGet(prefix, clientv3.WithPrefix()),
		clientv3.OpPut(prefix+"new", "1", clientv3.WithPrevKV()),
		clientv3.OpDelete(prefix+"old", clientv3.WithPrevKV()),
		clientv3.OpGet(prefix, clientv3.WithPrefix()),
	).Commit()

	require.NoError(t, err)
	revision := response.Header.Revision
	before := response.Responses[0].GetResponseRange()
	require.Equal(t, []string{"old"}, names(prefix, before.Kvs))
	require.Nil(t, response.Responses[1].GetResponsePut().PrevKv)
	require.Equal(t, []string{"old"}, names(prefix, response.Responses[2].GetResponseDeleteRange().PrevKvs))
	after := response.Responses[3].GetResponseRange()
	require.Equal(t, []string{"new"}, names(prefix, after.Kvs))
	require.Equal(t, revision, after.Kvs[0].ModRevision)
}

func TestTxnSubResponsesHaveOnlyARevision(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)

	response, err := client.Txn(deadline(t)).Then(
		clientv3.OpPut(prefix+"a", "1"),
		clientv3.OpGet(prefix+"a"),
		clientv3.OpTxn(nil, []clientv3.Op{clientv3.OpGet(prefix + "a")}, nil),
	).Commit()

	require.NoError(t, err)
	require.NotZero(t, response.Header.ClusterId)
	require.NotZero(t, response.Header.MemberId)
	require.NotZero(t, response.Header.RaftTerm)
	written := response.Responses[0].GetResponsePut().Header
	require.Equal(t, response.Header.Revision, written.Revision)
	require.Zero(t, written.ClusterId)
	require.Zero(t, written.MemberId)
	require.Zero(t, written.RaftTerm)
	require.Equal(t, response.Header.Revision, response.Responses[1].GetResponseRange().Header.Revision)
	nested := response.Responses[2].GetResponseTxn().Header
	require.NotNil(t, nested)
	require.Zero(t, nested.Revision)
}

func TestTxnIsAllOrNothing(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	cases := []struct {
		name  string
		wrong func(prefix string) clientv3.Op
		want  error
	}{
		{"unknown lease", func(p string) clientv3.Op { return clientv3.OpPut(p+"b", "", clientv3.WithLease(0x7abcdef)) }, rpctypes.ErrLeaseNotFound},
		{"missing key for ignore value", func(p string) clientv3.Op { return clientv3.OpPut(p+"b", "", clientv3.WithIgnoreValue()) }, rpctypes.ErrKeyNotFound},
		{"missing key for ignore lease", func(p string) clientv3.Op { return clientv3.OpPut(p+"b", "", clientv3.WithIgnoreLease()) }, rpctypes.ErrKeyNotFound},
		{"future revision", func(p string) clientv3.Op { return clientv3.OpGet(p+"b", clientv3.WithRev(1<<60)) }, rpctypes.ErrFutureRev},
		{"inside a nested transaction", func(p string) clientv3.Op {
			return clientv3.OpTxn(nil, []clientv3.Op{clientv3.OpPut(p+"b", "", clientv3.WithLease(0x7abcdef))}, nil)
		}, rpctypes.ErrLeaseNotFound},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			prefix := uniquePrefix(t)
			_, err := client.Txn(deadline(t)).Then(clientv3.OpPut(prefix+"a", ""), c.wrong(prefix)).Commit()
			require.Equal(t, c.want, err)
			require.Zero(t, get(t, client, prefix, clientv3.WithPrefix()).Count)
		})
	}
	t.Run("the branch not taken is not checked", func(t *testing.T) {
		prefix := uniquePrefix(t)
		_, err := client.Txn(deadline(t)).
			Then(clientv3.OpPut(prefix+"a", "")).
			Else(clientv3.OpPut(prefix+"b", "", clientv3.WithLease(0x7abcdef))).
			Commit()
		require.NoError(t, err)
	})
}

func TestTxnWritesOfOneRevisionAreReadTogether(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)

	response, err := client.Txn(deadline(t)).
		Then(clientv3.OpPut(prefix+"a", "1"), clientv3.OpPut(prefix+"b", "1")).Commit()

	require.NoError(t, err)
	for _, kv := range get(t, client, prefix, clientv3.WithPrefix()).Kvs {
		require.Equal(t, response.Header.Revision, kv.ModRevision)
	}
	require.Zero(t, get(t, client, prefix, clientv3.WithPrefix(), clientv3.WithRev(response.Header.Revision-1)).Count)
}
