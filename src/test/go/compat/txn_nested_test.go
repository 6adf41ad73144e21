package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestNestedTxnChoosesItsOwnBranch(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "present")

	response, err := client.Txn(deadline(t)).
		If(clientv3.Compare(clientv3.Version(prefix+"present"), "=", 1)).
		Then(clientv3.OpTxn(
			[]clientv3.Cmp{clientv3.Compare(clientv3.Version(prefix+"absent"), ">", 0)},
			[]clientv3.Op{clientv3.OpPut(prefix+"then", "")},
			[]clientv3.Op{clientv3.OpPut(prefix+"else", ""), clientv3.OpTxn(nil, []clientv3.Op{clientv3.OpPut(prefix+"deep", "")}, nil)},
		)).Commit()

	require.NoError(t, err)
	require.True(t, response.Succeeded)
	nested := response.Responses[0].GetResponseTxn()
	require.False(t, nested.Succeeded)
	require.Len(t, nested.Responses, 2)
	require.True(t, nested.Responses[1].GetResponseTxn().Succeeded)
	after := get(t, client, prefix, clientv3.WithPrefix())
	require.Equal(t, []string{"deep", "else", "present"}, names(prefix, after.Kvs))
	require.Equal(t, after.Kvs[0].ModRevision, after.Kvs[1].ModRevision, "nesting adds no revision")
}

func TestNestedComparesSeeTheStateBeforeTheTxn(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)

	response, err := client.Txn(deadline(t)).Then(
		clientv3.OpPut(prefix+"a", "1"),
		clientv3.OpTxn([]clientv3.Cmp{clientv3.Compare(clientv3.Version(prefix+"a"), "=", 0)}, nil, nil),
	).Commit()

	require.NoError(t, err)
	require.True(t, response.Responses[1].GetResponseTxn().Succeeded)
}

func TestBothBranchesOfANestedTxnMayPutTheSameKey(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)

	_, err := client.Txn(deadline(t)).Then(clientv3.OpTxn(nil,
		[]clientv3.Op{clientv3.OpPut(prefix+"a", "then")},
		[]clientv3.Op{clientv3.OpPut(prefix+"a", "else")},
	)).Commit()

	require.NoError(t, err)
	require.Equal(t, "then", string(get(t, client, prefix+"a").Kvs[0].Value))
}
