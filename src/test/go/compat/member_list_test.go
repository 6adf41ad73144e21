package compat

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
)

func TestMemberListIsTheSameOnEachMember(t *testing.T) {
	t.Parallel()
	var ids [][]uint64
	onEachMember(t, func(t *testing.T, endpoint string) {
		for _, linearizable := range []bool{true, false} {
			response, err := pb.NewClusterClient(connect(t, endpoint)).
				MemberList(deadline(t), &pb.MemberListRequest{Linearizable: linearizable})
			require.NoError(t, err)
			require.NotZero(t, response.Header.ClusterId)
			require.NotZero(t, response.Header.MemberId)
			require.NotZero(t, response.Header.RaftTerm)
			require.Zero(t, response.Header.Revision, "membership answers have no revision")
			require.Len(t, response.Members, len(endpoints()))
			var seen []uint64
			for _, member := range response.Members {
				require.NotZero(t, member.ID)
				require.NotEmpty(t, member.Name)
				require.NotEmpty(t, member.PeerURLs)
				require.NotEmpty(t, member.ClientURLs)
				require.False(t, member.IsLearner)
				seen = append(seen, member.ID)
			}
			ids = append(ids, seen)
		}
	})
	for _, seen := range ids {
		require.ElementsMatch(t, ids[0], seen)
	}
}

func TestSyncFindsTheEndpoints(t *testing.T) {
	t.Parallel()
	client := newClientOf(t, endpoints()[0])

	require.NoError(t, client.Sync(deadline(t)))

	var found []string
	for _, endpoint := range client.Endpoints() {
		found = append(found, strings.TrimPrefix(endpoint, "http://"))
	}
	require.Subset(t, found, endpoints())
}
