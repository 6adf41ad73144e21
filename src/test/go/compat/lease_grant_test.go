package compat

import (
	"crypto/rand"
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// freshLeaseID returns an id that no other test uses.
func freshLeaseID(t *testing.T) int64 {
	t.Helper()
	var random [8]byte
	_, err := rand.Read(random[:])
	require.NoError(t, err)
	return int64(binary.BigEndian.Uint64(random[:])>>1) | 1
}

func TestGrantWithAChosenID(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	leases := pb.NewLeaseClient(client.ActiveConnection())
	for name, id := range map[string]int64{"positive": freshLeaseID(t), "negative": -freshLeaseID(t)} {
		t.Run(name, func(t *testing.T) {
			response, err := leases.LeaseGrant(deadline(t), &pb.LeaseGrantRequest{ID: id, TTL: 60})
			require.NoError(t, err)
			require.Equal(t, id, response.ID)
			require.EqualValues(t, 60, response.TTL)

			_, err = leases.LeaseGrant(deadline(t), &pb.LeaseGrantRequest{ID: id, TTL: 60})
			require.Equal(t, rpctypes.ErrGRPCLeaseExist.Error(), err.Error())

			_, err = client.Revoke(deadline(t), clientv3.LeaseID(id))
			require.NoError(t, err)
		})
	}
}

func TestGrantRaisesShortTimes(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	for _, seconds := range []int64{-1, 0, 1} {
		response, err := client.Grant(deadline(t), seconds)
		require.NoError(t, err)
		require.Positive(t, int64(response.ID))
		require.GreaterOrEqual(t, response.TTL, int64(2))
		_, err = client.Revoke(deadline(t), response.ID)
		require.NoError(t, err)
	}
}

func TestGrantRefusesTooLongTimes(t *testing.T) {
	t.Parallel()
	client := newClient(t)

	_, err := client.Grant(deadline(t), 9_000_000_001)
	require.Equal(t, rpctypes.ErrLeaseTTLTooLarge, err)

	longest, err := client.Grant(deadline(t), 9_000_000_000)
	require.NoError(t, err)
	require.EqualValues(t, 9_000_000_000, longest.TTL)
	_, err = client.Revoke(deadline(t), longest.ID)
	require.NoError(t, err)
}

func TestLeasesAreListed(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	first, second := grant(t, client, 5000), grant(t, client, 4000)

	for _, endpoint := range endpoints() {
		// A linearizable read makes the member catch up; the list itself is local.
		member := newClientOf(t, endpoint)
		get(t, member, "any")
		response, err := member.Leases(deadline(t))

		require.NoError(t, err)
		var listed []clientv3.LeaseID
		for _, lease := range response.Leases {
			listed = append(listed, lease.ID)
		}
		require.Contains(t, listed, first)
		require.Contains(t, listed, second)
	}
}
