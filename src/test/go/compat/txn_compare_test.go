package compat

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// holds evaluates one compare. The read makes the transaction linearizable: real etcd answers one without operations
// from the local state, which may be behind on a follower.
func holds(t *testing.T, kv pb.KVClient, compare *pb.Compare) bool {
	t.Helper()
	read := []*pb.RequestOp{{Request: &pb.RequestOp_RequestRange{RequestRange: &pb.RangeRequest{Key: compare.Key}}}}
	response, err := kv.Txn(deadline(t), &pb.TxnRequest{Compare: []*pb.Compare{compare}, Success: read, Failure: read})
	require.NoError(t, err)
	return response.Succeeded
}

func TestCompareTargetsAndResults(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	lease := grant(t, client, 60)
	key := prefix + "a"
	create := put(t, client, key, "m")
	mod := put(t, client, key, "m", clientv3.WithLease(lease))
	kv := pb.NewKVClient(client.ActiveConnection())

	targets := []struct {
		name                   string
		smaller, equal, larger clientv3.Cmp
	}{
		{"version", cmp(clientv3.Version(key), 1), cmp(clientv3.Version(key), 2), cmp(clientv3.Version(key), 3)},
		{"create", cmp(clientv3.CreateRevision(key), create-1), cmp(clientv3.CreateRevision(key), create), cmp(clientv3.CreateRevision(key), create+1)},
		{"mod", cmp(clientv3.ModRevision(key), mod-1), cmp(clientv3.ModRevision(key), mod), cmp(clientv3.ModRevision(key), mod+1)},
		{"value", cmp(clientv3.Value(key), "l"), cmp(clientv3.Value(key), "m"), cmp(clientv3.Value(key), "ma")},
		{"lease", cmp(clientv3.LeaseValue(key), lease-1), cmp(clientv3.LeaseValue(key), lease), cmp(clientv3.LeaseValue(key), lease+1)},
	}
	for _, target := range targets {
		t.Run(target.name, func(t *testing.T) {
			results := func(result pb.Compare_CompareResult) []bool {
				var answers []bool
				for _, against := range []clientv3.Cmp{target.smaller, target.equal, target.larger} {
					compare := against.GetCompare()
					compare.Result = result
					answers = append(answers, holds(t, kv, compare))
				}
				return answers
			}
			require.Equal(t, []bool{false, true, false}, results(pb.Compare_EQUAL), "equal")
			require.Equal(t, []bool{true, false, true}, results(pb.Compare_NOT_EQUAL), "not equal")
			require.Equal(t, []bool{true, false, false}, results(pb.Compare_GREATER), "greater")
			require.Equal(t, []bool{false, false, true}, results(pb.Compare_LESS), "less")
		})
	}
}

func cmp(target clientv3.Cmp, value any) clientv3.Cmp {
	return clientv3.Compare(target, "=", value)
}

func TestCompareOfAMissingKey(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	kv, key := pb.NewKVClient(client.ActiveConnection()), prefix+"missing"

	cases := []struct {
		compare clientv3.Cmp
		want    bool
	}{
		{clientv3.Compare(clientv3.Version(key), "=", 0), true},
		{clientv3.Compare(clientv3.CreateRevision(key), "=", 0), true},
		{clientv3.Compare(clientv3.ModRevision(key), "<", 1), true},
		{clientv3.Compare(clientv3.LeaseValue(key), "=", 0), true},
		{clientv3.Compare(clientv3.Version(key), ">", 0), false},
		{clientv3.Compare(clientv3.Value(key), "=", ""), false},
		{clientv3.Compare(clientv3.Value(key), "!=", "x"), false},
		{clientv3.Compare(clientv3.Value(key), "<", "x"), false},
	}
	for number, c := range cases {
		t.Run(fmt.Sprint(number, c.compare.GetCompare().Target, c.compare.GetCompare().Result), func(t *testing.T) {
			require.Equal(t, c.want, holds(t, kv, c.compare.GetCompare()))
		})
	}
}

func TestCompareOfARange(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "a", "b")
	put(t, client, prefix+"b", "b")
	kv := pb.NewKVClient(client.ActiveConnection())

	cases := []struct {
		name    string
		compare clientv3.Cmp
		want    bool
	}{
		{"holds for all", clientv3.Compare(clientv3.Version(prefix).WithPrefix(), ">", 0), true},
		{"fails for one", clientv3.Compare(clientv3.Version(prefix).WithPrefix(), "=", 1), false},
		{"bounded range", clientv3.Compare(clientv3.Version(prefix+"a").WithRange(prefix+"b"), "=", 1), true},
		{"empty range is a missing key", clientv3.Compare(clientv3.Version(prefix+"x").WithPrefix(), "=", 0), true},
		{"empty range has no value", clientv3.Compare(clientv3.Value(prefix+"x").WithPrefix(), "!=", "x"), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, holds(t, kv, c.compare.GetCompare()))
		})
	}
}

func TestMalformedCompare(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	key := []byte(prefix + "a")
	put(t, client, string(key), "value")
	kv := pb.NewKVClient(client.ActiveConnection())

	t.Run("a union of another target counts as zero", func(t *testing.T) {
		mismatch := &pb.Compare{Key: key, Target: pb.Compare_VERSION, TargetUnion: &pb.Compare_Lease{Lease: 7}}
		mismatch.Result = pb.Compare_GREATER
		require.True(t, holds(t, kv, mismatch))
		mismatch.Result = pb.Compare_EQUAL
		require.False(t, holds(t, kv, mismatch))
	})
	t.Run("no union counts as empty", func(t *testing.T) {
		require.True(t, holds(t, kv, &pb.Compare{Key: key, Target: pb.Compare_VALUE, Result: pb.Compare_GREATER}))
	})
	t.Run("an unknown target holds", func(t *testing.T) {
		require.True(t, holds(t, kv, &pb.Compare{Key: key, Target: 99, TargetUnion: &pb.Compare_Version{Version: 7}}))
	})
	t.Run("an unknown result holds", func(t *testing.T) {
		require.True(t, holds(t, kv, &pb.Compare{Key: key, Result: 99, TargetUnion: &pb.Compare_Version{Version: 7}}))
	})
}
