package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding/gzip"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
)

// rawBytes sends a message body as it is, also one that is no protobuf.
type rawBytes struct{}

func (rawBytes) Name() string                          { return "proto" }
func (rawBytes) Marshal(message any) ([]byte, error)   { return message.([]byte), nil }
func (rawBytes) Unmarshal(data []byte, into any) error { *into.(*[]byte) = data; return nil }

func TestCompressedRequestsAreAccepted(t *testing.T) {
	t.Parallel()
	kv, key := pb.NewKVClient(connect(t, endpoints()[0])), []byte(uniquePrefix(t))

	_, err := kv.Put(deadline(t), &pb.PutRequest{Key: key, Value: []byte("packed")}, grpc.UseCompressor(gzip.Name))
	require.NoError(t, err)
	response, err := kv.Range(deadline(t), &pb.RangeRequest{Key: key}, grpc.UseCompressor(gzip.Name))

	require.NoError(t, err)
	require.Equal(t, "packed", string(response.Kvs[0].Value))
}

func TestUnknownFieldsAreIgnored(t *testing.T) {
	t.Parallel()
	kv, key := pb.NewKVClient(connect(t, endpoints()[0])), []byte(uniquePrefix(t))
	request := &pb.PutRequest{Key: key, Value: []byte("v")}
	unknown := protowire.AppendTag(nil, 1000, protowire.BytesType)
	request.ProtoReflect().SetUnknown(protowire.AppendString(unknown, "from the future"))

	_, err := kv.Put(deadline(t), request)

	require.NoError(t, err)
}

func TestBrokenMessagesHarmNobodyElse(t *testing.T) {
	t.Parallel()
	connection := connect(t, endpoints()[0])
	var answer []byte
	err := connection.Invoke(deadline(t), "/etcdserverpb.KV/Put", []byte{0x0a, 0xff, 0xff}, &answer,
		grpc.ForceCodec(rawBytes{}))
	require.Equal(t, codes.Internal, status.Code(err), "%v", err)

	_, err = pb.NewKVClient(connection).Put(deadline(t), &pb.PutRequest{Key: []byte(uniquePrefix(t))})
	require.NoError(t, err)
}

func TestUnknownMethodsAreUnimplemented(t *testing.T) {
	t.Parallel()
	connection := connect(t, endpoints()[0])
	for _, method := range []string{"/etcdserverpb.KV/NoSuchMethod", "/no.such.Service/Method"} {
		err := connection.Invoke(deadline(t), method, &pb.RangeRequest{}, &pb.RangeResponse{})
		require.Equal(t, codes.Unimplemented, status.Code(err), "%s: %v", method, err)
	}
}

func TestClientsThatVanishInAStreamHarmNobodyElse(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	link := newLink(t, endpoints()[0])
	gone := openWatchStream(t, connect(t, link.address))
	gone.created(&pb.WatchCreateRequest{Key: []byte(prefix), RangeEnd: endOf(prefix)})
	kept := openWatchStream(t, connect(t, endpoints()[0]))
	kept.created(&pb.WatchCreateRequest{Key: []byte(prefix), RangeEnd: endOf(prefix)})

	link.cut()
	put(t, client, prefix+"a", "1")

	require.Len(t, kept.receive().Events, 1)
}

func TestRequiredLeaderIsFineWhileThereIsOne(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		ctx := metadata.AppendToOutgoingContext(deadline(t), "hasleader", "true")
		_, err := pb.NewKVClient(connect(t, endpoint)).Put(ctx, &pb.PutRequest{Key: []byte(uniquePrefix(t))})
		require.NoError(t, err)
	})
}
