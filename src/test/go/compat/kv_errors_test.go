package compat

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"google.golang.org/grpc/codes"
)

func TestErrorsOfKvRequests(t *testing.T) {
	t.Parallel()
	const (
		noKey     = "etcdserver: key is not provided"
		badSort   = "etcdserver: invalid sort option"
		future    = "etcdserver: mvcc: required revision is a future revision"
		duplicate = "etcdserver: duplicate key given in txn request"
	)
	onEachMember(t, func(t *testing.T, endpoint string) {
		kv, ctx, key := pb.NewKVClient(connect(t, endpoint)), deadline(t), []byte(uniquePrefix(t)+"missing")
		expect := func(name string, err error, code codes.Code, text string) {
			t.Helper()
			t.Run(name, func(t *testing.T) { requireStatus(t, err, code, text) })
		}

		_, err := kv.Range(ctx, &pb.RangeRequest{})
		expect("range without key", err, codes.InvalidArgument, noKey)
		_, err = kv.Range(ctx, &pb.RangeRequest{Key: key, SortOrder: 3})
		expect("range with unknown order", err, codes.InvalidArgument, badSort)
		_, err = kv.Range(ctx, &pb.RangeRequest{Key: key, SortTarget: 5})
		expect("range with unknown target", err, codes.InvalidArgument, badSort)
		_, err = kv.Range(ctx, &pb.RangeRequest{Key: key, SortTarget: -1})
		expect("range with negative target", err, codes.InvalidArgument, badSort)
		_, err = kv.Range(ctx, &pb.RangeRequest{Key: key, Revision: 1 << 60})
		expect("range in the future", err, codes.OutOfRange, future)

		_, err = kv.Put(ctx, &pb.PutRequest{Value: []byte("x")})
		expect("put without key", err, codes.InvalidArgument, noKey)
		_, err = kv.Put(ctx, &pb.PutRequest{Key: key, Value: []byte("x"), IgnoreValue: true})
		expect("put with ignored value", err, codes.InvalidArgument, "etcdserver: value is provided")
		_, err = kv.Put(ctx, &pb.PutRequest{Key: key, Lease: 1, IgnoreLease: true})
		expect("put with ignored lease", err, codes.InvalidArgument, "etcdserver: lease is provided")
		_, err = kv.Put(ctx, &pb.PutRequest{Key: key, IgnoreValue: true})
		expect("put ignoring the value of a missing key", err, codes.InvalidArgument, "etcdserver: key not found")
		_, err = kv.Put(ctx, &pb.PutRequest{Key: key, Lease: freshLeaseID(t)})
		expect("put with unknown lease", err, codes.NotFound, "etcdserver: requested lease not found")

		_, err = kv.DeleteRange(ctx, &pb.DeleteRangeRequest{RangeEnd: key})
		expect("delete without key", err, codes.InvalidArgument, noKey)
		_, err = kv.Compact(ctx, &pb.CompactionRequest{Revision: 1 << 60})
		expect("compaction in the future", err, codes.OutOfRange, future)

		_, err = kv.Txn(ctx, &pb.TxnRequest{Compare: []*pb.Compare{{}}})
		expect("compare without key", err, codes.InvalidArgument, noKey)
		_, err = kv.Txn(ctx, &pb.TxnRequest{Success: []*pb.RequestOp{{}}})
		expect("operation without content", err, codes.InvalidArgument, "etcdserver: key not found")
		_, err = kv.Txn(ctx, &pb.TxnRequest{Failure: []*pb.RequestOp{putOp(nil)}})
		expect("transaction with a put without key", err, codes.InvalidArgument, noKey)
		_, err = kv.Txn(ctx, &pb.TxnRequest{Success: []*pb.RequestOp{putOp(key), putOp(key)}})
		expect("transaction with one key put twice", err, codes.InvalidArgument, duplicate)
		_, err = kv.Txn(ctx, &pb.TxnRequest{Compare: comparesOf(key, 129)})
		expect("transaction with too many compares", err, codes.InvalidArgument, "etcdserver: too many operations in txn request")
	})
}

func TestRequestSizeLimits(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		kv, key := pb.NewKVClient(connect(t, endpoint)), []byte(uniquePrefix(t))
		write := func(size int) error {
			_, err := kv.Put(deadline(t), &pb.PutRequest{Key: key, Value: []byte(strings.Repeat("x", size))})
			return err
		}

		require.NoError(t, write(1_500_000))
		requireStatus(t, write(1_572_864), codes.InvalidArgument, "etcdserver: request is too large")
		tooLarge := write(2_200_000)
		require.ErrorContains(t, tooLarge, "code = ResourceExhausted")
		require.ErrorContains(t, tooLarge, "grpc: received message larger than max (")
		require.ErrorContains(t, tooLarge, " vs. 2097152)")
		require.NoError(t, write(10), "the connection must survive a refused request")
	})
}

func putOp(key []byte) *pb.RequestOp {
	return &pb.RequestOp{Request: &pb.RequestOp_RequestPut{RequestPut: &pb.PutRequest{Key: key}}}
}

func comparesOf(key []byte, count int) []*pb.Compare {
	compares := make([]*pb.Compare, count)
	for number := range compares {
		compares[number] = &pb.Compare{Key: key}
	}
	return compares
}
