package compat

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
)

// Etcd serves no reflection; MetaStore does, and METASTORE=1 says which of the two is tested.
func TestReflection(t *testing.T) {
	t.Parallel()
	stream, err := reflection.NewServerReflectionClient(connect(t, endpoints()[0])).ServerReflectionInfo(deadline(t))
	require.NoError(t, err)
	// A refused call may end before the request is sent; the answer tells the reason in any case.
	_ = stream.Send(&reflection.ServerReflectionRequest{
		MessageRequest: &reflection.ServerReflectionRequest_ListServices{},
	})

	answer, err := stream.Recv()

	if os.Getenv("METASTORE") != "1" {
		require.Equal(t, codes.Unimplemented, status.Code(err))
		return
	}
	require.NoError(t, err)
	var services []string
	for _, service := range answer.GetListServicesResponse().Service {
		services = append(services, service.Name)
	}
	require.Subset(t, services, []string{"etcdserverpb.KV", "etcdserverpb.Watch", "etcdserverpb.Lease",
		"etcdserverpb.Cluster", "etcdserverpb.Maintenance", "grpc.health.v1.Health"})
}
