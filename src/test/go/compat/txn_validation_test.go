package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestTxnDuplicateKeys(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	putOp := func(key string) clientv3.Op { return clientv3.OpPut(key, "") }
	nested := func(operations ...clientv3.Op) clientv3.Op { return clientv3.OpTxn(nil, operations, nil) }

	cases := []struct {
		name       string
		operations func(p string) []clientv3.Op
		want       error
	}{
		{"put twice", func(p string) []clientv3.Op { return []clientv3.Op{putOp(p + "a"), putOp(p + "a")} }, rpctypes.ErrDuplicateKey},
		{"put then delete", func(p string) []clientv3.Op { return []clientv3.Op{putOp(p + "a"), clientv3.OpDelete(p + "a")} }, rpctypes.ErrDuplicateKey},
		{"delete range over a put", func(p string) []clientv3.Op {
			return []clientv3.Op{clientv3.OpDelete(p, clientv3.WithPrefix()), putOp(p + "a")}
		}, rpctypes.ErrDuplicateKey},
		{"put in a nested transaction too", func(p string) []clientv3.Op { return []clientv3.Op{putOp(p + "a"), nested(putOp(p + "a"))} }, rpctypes.ErrDuplicateKey},
		{"delete over a nested put", func(p string) []clientv3.Op {
			return []clientv3.Op{nested(putOp(p + "a")), clientv3.OpDelete(p + "a")}
		}, rpctypes.ErrDuplicateKey},
		{"put over a nested delete", func(p string) []clientv3.Op {
			return []clientv3.Op{nested(clientv3.OpDelete(p + "a")), putOp(p + "a")}
		}, rpctypes.ErrDuplicateKey},
		{"put over an earlier sibling's delete", func(p string) []clientv3.Op {
			return []clientv3.Op{nested(clientv3.OpDelete(p + "a")), nested(putOp(p + "a"))}
		}, rpctypes.ErrDuplicateKey},
		{"two nested puts", func(p string) []clientv3.Op { return []clientv3.Op{nested(putOp(p + "a")), nested(putOp(p + "a"))} }, rpctypes.ErrDuplicateKey},
		{"overlapping deletes", func(p string) []clientv3.Op {
			return []clientv3.Op{clientv3.OpDelete(p + "a"), clientv3.OpDelete(p, clientv3.WithPrefix())}
		}, nil},
		{"read of a written key", func(p string) []clientv3.Op { return []clientv3.Op{putOp(p + "a"), clientv3.OpGet(p + "a")} }, nil},
		{"delete beside a put", func(p string) []clientv3.Op {
			return []clientv3.Op{clientv3.OpDelete(p+"a", clientv3.WithRange(p+"b")), putOp(p + "b")}
		}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			operations := c.operations(uniquePrefix(t))
			_, err := client.Txn(deadline(t)).Then(operations...).Commit()
			require.Equal(t, c.want, err, "in the success branch")
			_, err = client.Txn(deadline(t)).Else(operations...).Commit()
			require.Equal(t, c.want, err, "in the failure branch")
		})
	}
	t.Run("one put in each branch", func(t *testing.T) {
		key := uniquePrefix(t) + "a"
		_, err := client.Txn(deadline(t)).Then(putOp(key)).Else(putOp(key)).Commit()
		require.NoError(t, err)
	})
}

func TestTxnOperationLimit(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	reads := func(count int) []clientv3.Op {
		operations := make([]clientv3.Op, count)
		for number := range operations {
			operations[number] = clientv3.OpGet(prefix + "a")
		}
		return operations
	}
	compares := func(count int) []clientv3.Cmp {
		list := make([]clientv3.Cmp, count)
		for number := range list {
			list[number] = clientv3.Compare(clientv3.Version(prefix+"a"), "=", 0)
		}
		return list
	}
	nested := clientv3.OpTxn(nil, reads(1), nil)

	cases := []struct {
		name string
		txn  clientv3.Txn
		want error
	}{
		{"128 of each", client.Txn(deadline(t)).If(compares(128)...).Then(reads(128)...).Else(reads(128)...), nil},
		{"129 compares", client.Txn(deadline(t)).If(compares(129)...), rpctypes.ErrTooManyOps},
		{"129 in the success branch", client.Txn(deadline(t)).Then(reads(129)...), rpctypes.ErrTooManyOps},
		{"129 in the failure branch", client.Txn(deadline(t)).Else(reads(129)...), rpctypes.ErrTooManyOps},
		{"127 and a nested one", client.Txn(deadline(t)).Then(append(reads(126), nested)...), nil},
		{"128 and a nested one", client.Txn(deadline(t)).Then(append(reads(127), nested)...), rpctypes.ErrTooManyOps},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.txn.Commit()
			require.Equal(t, c.want, err)
		})
	}
}
