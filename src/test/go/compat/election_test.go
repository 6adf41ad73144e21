package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/client/v3/concurrency"
)

func TestElectionPassesOnInOrder(t *testing.T) {
	t.Parallel()
	prefix := uniquePrefix(t)
	ctx := deadline(t)
	first := concurrency.NewElection(newSession(t, newClusterClient(t)), prefix)
	second := concurrency.NewElection(newSession(t, newClusterClient(t)), prefix)
	observer := concurrency.NewElection(newSession(t, newClusterClient(t)), prefix)
	_, err := observer.Leader(ctx)
	require.Equal(t, concurrency.ErrElectionNoLeader, err)

	require.NoError(t, first.Campaign(ctx, "one"))
	observed := observer.Observe(ctx)
	leaderIs := func(value string) {
		t.Helper()
		answer := await(t, ctx, observed)
		require.Equal(t, value, string(answer.Kvs[0].Value))
	}
	leaderIs("one")
	require.NoError(t, first.Proclaim(ctx, "one again"))
	leaderIs("one again")

	elected := make(chan error, 1)
	go func() { elected <- second.Campaign(ctx, "two") }()
	require.NoError(t, first.Resign(ctx))
	require.NoError(t, await(t, ctx, elected))
	leaderIs("two")
	leader, err := observer.Leader(ctx)
	require.NoError(t, err)
	require.Equal(t, second.Key(), string(leader.Kvs[0].Key))
}
