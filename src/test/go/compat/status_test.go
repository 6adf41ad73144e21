package compat

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// statusOf waits for the storage version, which a member learns only some time after its start.
func statusOf(t *testing.T, client *clientv3.Client, endpoint string) *clientv3.StatusResponse {
	t.Helper()
	var status *clientv3.StatusResponse
	require.Eventually(t, func() bool {
		var err error
		status, err = client.Status(deadline(t), endpoint)
		return err == nil && status.StorageVersion == "3.7.0"
	}, testDeadline, 100*time.Millisecond, "storage version %v", status)
	return status
}

func TestStatusOfEachMember(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		client := newClientOf(t, endpoint)
		revision := put(t, client, uniquePrefix(t)+"a", "")

		status := statusOf(t, client, endpoint)

		require.Equal(t, "3.7.3", status.Version)
		require.GreaterOrEqual(t, status.Header.Revision, revision)
		require.NotZero(t, status.Leader)
		require.NotZero(t, status.RaftTerm)
		require.Equal(t, status.RaftTerm, status.Header.RaftTerm)
		require.NotZero(t, status.RaftAppliedIndex)
		require.GreaterOrEqual(t, status.RaftIndex, status.RaftAppliedIndex)
		require.Positive(t, status.DbSize)
		require.Positive(t, status.DbSizeInUse)
		require.EqualValues(t, 2<<30, status.DbSizeQuota)
		require.False(t, status.IsLearner)
		require.Empty(t, status.Errors)
		require.NotNil(t, status.DowngradeInfo)
		require.False(t, status.DowngradeInfo.Enabled)
	})
}

func TestMembersAgreeOnTheLeaderAndTheCluster(t *testing.T) {
	t.Parallel()
	client := newClient(t)
	leaders, clusters, members := map[uint64]bool{}, map[uint64]bool{}, map[uint64]bool{}
	for _, endpoint := range endpoints() {
		status, err := client.Status(deadline(t), endpoint)
		require.NoError(t, err)
		leaders[status.Leader] = true
		clusters[status.Header.ClusterId] = true
		members[status.Header.MemberId] = true
	}
	require.Len(t, leaders, 1)
	require.Len(t, clusters, 1)
	require.Len(t, members, len(endpoints()))
	for leader := range leaders {
		require.Contains(t, members, leader)
	}
}

func TestHeadersNameTheAnsweringMember(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		connection := connect(t, endpoint)
		status, err := pb.NewMaintenanceClient(connection).Status(deadline(t), &pb.StatusRequest{})
		require.NoError(t, err)
		answer, err := pb.NewKVClient(connection).Put(deadline(t), &pb.PutRequest{Key: []byte(uniquePrefix(t))})
		require.NoError(t, err)
		require.Equal(t, status.Header.ClusterId, answer.Header.ClusterId)
		require.Equal(t, status.Header.MemberId, answer.Header.MemberId)
		require.NotZero(t, answer.Header.RaftTerm)
	})
}

func TestAlarmListIsEmpty(t *testing.T) {
	t.Parallel()
	response, err := newClient(t).AlarmList(deadline(t))
	require.NoError(t, err)
	require.Empty(t, response.Alarms)
}
