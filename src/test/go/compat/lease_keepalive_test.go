package compat

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestKeepAliveOnce(t *testing.T) {
	t.Parallel()
	lease := grant(t, newClient(t), 60)
	onEachMember(t, func(t *testing.T, endpoint string) {
		client := newClientOf(t, endpoint)
		response, err := client.KeepAliveOnce(deadline(t), lease)
		require.NoError(t, err)
		require.Equal(t, lease, response.ID)
		require.EqualValues(t, 60, response.TTL)

		_, err = client.KeepAliveOnce(deadline(t), clientv3.LeaseID(freshLeaseID(t)))
		require.Equal(t, rpctypes.ErrLeaseNotFound, err)
	})
}

func TestKeepAliveStreamGoesOnAfterAnUnknownLease(t *testing.T) {
	t.Parallel()
	lease, unknown := int64(grant(t, newClient(t), 60)), freshLeaseID(t)
	onEachMember(t, func(t *testing.T, endpoint string) {
		stream, err := pb.NewLeaseClient(connect(t, endpoint)).LeaseKeepAlive(deadline(t))
		require.NoError(t, err)
		for _, id := range []int64{lease, unknown, lease} {
			require.NoError(t, stream.Send(&pb.LeaseKeepAliveRequest{ID: id}))
		}
		for _, want := range []*pb.LeaseKeepAliveResponse{{ID: lease, TTL: 60}, {ID: unknown, TTL: 0}, {ID: lease, TTL: 60}} {
			response, err := stream.Recv()
			require.NoError(t, err)
			require.Equal(t, []int64{want.ID, want.TTL}, []int64{response.ID, response.TTL})
			require.NotNil(t, response.Header)
		}
	})
}

func TestKeepAliveChannelClosesWhenTheLeaseIsRevoked(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	lease := grant(t, client, 3)
	answers, err := client.KeepAlive(deadline(t), lease)
	require.NoError(t, err)
	require.EqualValues(t, 3, (<-answers).TTL)

	_, err = client.Revoke(deadline(t), lease)
	require.NoError(t, err)

	for range answers {
		// A keepalive under way may still be answered before the client learns of the end.
	}
}

func TestKeepAliveWithRequiredLeader(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	lease := grant(t, client, 60)
	ctx, cancel := context.WithCancel(clientv3.WithRequireLeader(deadline(t)))
	defer cancel()

	answers, err := client.KeepAlive(ctx, lease)

	require.NoError(t, err)
	require.EqualValues(t, 60, (<-answers).TTL)
}
