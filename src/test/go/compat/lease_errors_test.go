package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"google.golang.org/grpc/codes"
)

func TestErrorsOfLeaseRequests(t *testing.T) {
	t.Parallel()
	taken := int64(grant(t, newClient(t), 60))
	onEachMember(t, func(t *testing.T, endpoint string) {
		leases, ctx := pb.NewLeaseClient(connect(t, endpoint)), deadline(t)

		_, err := leases.LeaseGrant(ctx, &pb.LeaseGrantRequest{ID: taken, TTL: 60})
		requireStatus(t, err, codes.FailedPrecondition, "etcdserver: lease already exists")
		_, err = leases.LeaseGrant(ctx, &pb.LeaseGrantRequest{TTL: 9_000_000_001})
		requireStatus(t, err, codes.OutOfRange, "etcdserver: too large lease TTL")
		_, err = leases.LeaseRevoke(ctx, &pb.LeaseRevokeRequest{ID: freshLeaseID(t)})
		requireStatus(t, err, codes.NotFound, "etcdserver: requested lease not found")
		_, err = leases.LeaseRevoke(ctx, &pb.LeaseRevokeRequest{})
		requireStatus(t, err, codes.NotFound, "etcdserver: requested lease not found")
		unknown, err := leases.LeaseTimeToLive(ctx, &pb.LeaseTimeToLiveRequest{ID: freshLeaseID(t), Keys: true})
		require.NoError(t, err)
		require.EqualValues(t, -1, unknown.TTL)
		require.Zero(t, unknown.GrantedTTL)
	})
}
