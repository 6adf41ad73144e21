package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"google.golang.org/grpc"
)

// watchStream is a raw Watch call, which shows what etcd's client hides: ids, refusals and fragments.
type watchStream struct {
	t    *testing.T
	call pb.Watch_WatchClient
}

func openWatchStream(t *testing.T, connection grpc.ClientConnInterface) *watchStream {
	t.Helper()
	call, err := pb.NewWatchClient(connection).Watch(deadline(t))
	require.NoError(t, err)
	return &watchStream{t, call}
}

func (s *watchStream) create(request *pb.WatchCreateRequest) {
	s.t.Helper()
	require.NoError(s.t, s.call.Send(&pb.WatchRequest{
		RequestUnion: &pb.WatchRequest_CreateRequest{CreateRequest: request},
	}))
}

func (s *watchStream) cancel(id int64) {
	s.t.Helper()
	require.NoError(s.t, s.call.Send(&pb.WatchRequest{
		RequestUnion: &pb.WatchRequest_CancelRequest{CancelRequest: &pb.WatchCancelRequest{WatchId: id}},
	}))
}

func (s *watchStream) askProgress() {
	s.t.Helper()
	require.NoError(s.t, s.call.Send(&pb.WatchRequest{
		RequestUnion: &pb.WatchRequest_ProgressRequest{ProgressRequest: &pb.WatchProgressRequest{}},
	}))
}

func (s *watchStream) receive() *pb.WatchResponse {
	s.t.Helper()
	response, err := s.call.Recv()
	require.NoError(s.t, err)
	return response
}

// created creates a watcher and returns its id.
func (s *watchStream) created(request *pb.WatchCreateRequest) int64 {
	s.t.Helper()
	s.create(request)
	response := s.receive()
	require.True(s.t, response.Created)
	require.False(s.t, response.Canceled, response.CancelReason)
	return response.WatchId
}

// refused creates a watcher that the server must turn down with the reason.
func (s *watchStream) refused(request *pb.WatchCreateRequest, reason string) {
	s.t.Helper()
	s.create(request)
	response := s.receive()
	require.True(s.t, response.Created, "a refusal is a creation as well")
	require.True(s.t, response.Canceled)
	require.EqualValues(s.t, -1, response.WatchId)
	require.Equal(s.t, reason, response.CancelReason)
}
