package compat

import (
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/api/v3/mvccpb"
	clientv3 "go.etcd.io/etcd/client/v3"
	"google.golang.org/grpc/codes"
)

// streamRange returns all messages of one RangeStream call.
func streamRange(t *testing.T, kv pb.KVClient, request *pb.RangeRequest) ([]*pb.RangeResponse, error) {
	t.Helper()
	stream, err := kv.RangeStream(deadline(t), request)
	require.NoError(t, err)
	var messages []*pb.RangeResponse
	for {
		message, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return messages, nil
		}
		if err != nil {
			return messages, err
		}
		messages = append(messages, message.RangeResponse)
	}
}

func TestGetStreamEqualsGet(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, numbered(60)...)

	for name, options := range map[string][]clientv3.OpOption{
		"prefix":     {clientv3.WithPrefix()},
		"limit":      {clientv3.WithPrefix(), clientv3.WithLimit(25)},
		"keys only":  {clientv3.WithPrefix(), clientv3.WithKeysOnly()},
		"count only": {clientv3.WithPrefix(), clientv3.WithCountOnly()},
		"ascending":  {clientv3.WithPrefix(), clientv3.WithSort(clientv3.SortByKey, clientv3.SortAscend)},
		"single key": {},
	} {
		t.Run(name, func(t *testing.T) {
			stream, err := client.GetStream(deadline(t), prefix, options...)
			require.NoError(t, err)
			streamed, err := clientv3.GetStreamToGetResponse(stream)
			require.NoError(t, err)
			whole := get(t, client, prefix, options...)
			require.Equal(t, names(prefix, whole.Kvs), names(prefix, streamed.Kvs))
			require.Equal(t, whole.Count, streamed.Count)
			require.Equal(t, whole.More, streamed.More)
		})
	}
}

func TestOnlyTheLastStreamMessageHasHeaderAndCount(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, numbered(40)...)
	kv := pb.NewKVClient(client.ActiveConnection())

	messages, err := streamRange(t, kv, &pb.RangeRequest{Key: []byte(prefix), RangeEnd: endOf(prefix), Limit: 35})

	require.NoError(t, err)
	require.Greater(t, len(messages), 1)
	var kvs []*mvccpb.KeyValue
	for _, message := range messages[:len(messages)-1] {
		require.Nil(t, message.Header)
		require.Zero(t, message.Count)
		require.False(t, message.More)
		require.NotEmpty(t, message.Kvs)
		kvs = append(kvs, message.Kvs...)
	}
	last := messages[len(messages)-1]
	require.Equal(t, numbered(35), names(prefix, append(kvs, last.Kvs...)))
	require.NotZero(t, last.Header.Revision)
	require.EqualValues(t, 40, last.Count)
	require.True(t, last.More)
}

func TestStreamWithoutKeysIsOneMessage(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	kv := pb.NewKVClient(client.ActiveConnection())

	empty, err := streamRange(t, kv, &pb.RangeRequest{Key: []byte(prefix), RangeEnd: endOf(prefix)})
	require.NoError(t, err)
	require.Len(t, empty, 1)
	require.NotNil(t, empty[0].Header)

	putAll(t, client, prefix, numbered(30)...)
	counted, err := streamRange(t, kv, &pb.RangeRequest{Key: []byte(prefix), RangeEnd: endOf(prefix), CountOnly: true})
	require.NoError(t, err)
	require.Len(t, counted, 1)
	require.NotNil(t, counted[0].Header)
	require.EqualValues(t, 30, counted[0].Count)
}

func TestStreamWithANegativeLimitIsComplete(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, numbered(30)...)

	messages, err := streamRange(t, pb.NewKVClient(client.ActiveConnection()),
		&pb.RangeRequest{Key: []byte(prefix), RangeEnd: endOf(prefix), Limit: -1})

	require.NoError(t, err)
	require.Len(t, messages, 1)
	require.Equal(t, numbered(30), names(prefix, messages[0].Kvs))
	require.EqualValues(t, 30, messages[0].Count)
}

func TestStreamReadsOneRevision(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, numbered(30)...)
	old := get(t, client, prefix).Header.Revision
	put(t, client, prefix+"000", "changed later")

	stream, err := client.GetStream(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithRev(old))
	require.NoError(t, err)
	response, err := clientv3.GetStreamToGetResponse(stream)

	require.NoError(t, err)
	require.Equal(t, "000", string(response.Kvs[0].Value))
	require.Greater(t, response.Header.Revision, old, "the header names the revision of the store")
}

func TestStreamRefusals(t *testing.T) {
	t.Parallel()
	const (
		sorts   = "RangeStream does not support custom sort orders"
		filters = "RangeStream does not support revision filters"
	)
	cases := []struct {
		name    string
		request *pb.RangeRequest
		code    codes.Code
		text    string
	}{
		{"descending", &pb.RangeRequest{SortOrder: pb.RangeRequest_DESCEND}, codes.Unimplemented, sorts},
		{"by version", &pb.RangeRequest{SortOrder: pb.RangeRequest_ASCEND, SortTarget: pb.RangeRequest_VERSION}, codes.Unimplemented, sorts},
		{"minimal mod revision", &pb.RangeRequest{MinModRevision: 1}, codes.Unimplemented, filters},
		{"maximal mod revision", &pb.RangeRequest{MaxModRevision: 1}, codes.Unimplemented, filters},
		{"minimal create revision", &pb.RangeRequest{MinCreateRevision: 1}, codes.Unimplemented, filters},
		{"maximal create revision", &pb.RangeRequest{MaxCreateRevision: 1}, codes.Unimplemented, filters},
		{"future revision", &pb.RangeRequest{Revision: 1 << 60}, codes.OutOfRange, "etcdserver: mvcc: required revision is a future revision"},
		{"unknown order", &pb.RangeRequest{SortOrder: 9}, codes.InvalidArgument, "etcdserver: invalid sort option"},
	}
	kv := pb.NewKVClient(connect(t, endpoints()[0]))
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.request.Key, c.request.RangeEnd = []byte("a"), []byte("b")
			_, err := streamRange(t, kv, c.request)
			requireStatus(t, err, c.code, c.text)
		})
	}
	t.Run("empty key", func(t *testing.T) {
		_, err := streamRange(t, kv, &pb.RangeRequest{})
		requireStatus(t, err, codes.InvalidArgument, "etcdserver: key is not provided")
	})
}
