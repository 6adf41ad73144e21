package compat

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
)

func newSession(t *testing.T, client *clientv3.Client) *concurrency.Session {
	t.Helper()
	session, err := concurrency.NewSession(client, concurrency.WithTTL(10), concurrency.WithContext(client.Ctx()))
	require.NoError(t, err)
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// await fails the test when the channel stays silent.
func await[T any](t *testing.T, ctx context.Context, channel <-chan T) T {
	t.Helper()
	select {
	case value := <-channel:
		return value
	case <-ctx.Done():
		require.FailNow(t, "waited in vain")
		panic("unreachable")
	}
}
