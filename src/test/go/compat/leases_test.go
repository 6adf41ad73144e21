package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// grant makes a lease that ends with the test, so that no later test sees it expire.
func grant(t *testing.T, client *clientv3.Client, seconds int64) clientv3.LeaseID {
	t.Helper()
	response, err := client.Grant(deadline(t), seconds)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := boundedContext()
		defer cancel()
		_, _ = client.Revoke(ctx, response.ID)
	})
	return response.ID
}
