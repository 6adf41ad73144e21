package compat

import (
	"hash/crc32"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// newClient connects etcd's client to one member, which depends on the name of the test. A member has applied what it
// acknowledged, so the test sees its own writes in local reads and in watches from now on, too.
func newClient(t *testing.T) *clientv3.Client {
	t.Helper()
	return newClientOf(t, memberOf(t))
}

// newClusterClient connects etcd's client to every endpoint; its calls go to the members in turn.
func newClusterClient(t *testing.T) *clientv3.Client {
	t.Helper()
	return newClientOf(t, endpoints()...)
}

// memberOf spreads the tests over the members.
func memberOf(t *testing.T) string {
	t.Helper()
	return endpoints()[int(crc32.ChecksumIEEE([]byte(t.Name())))%len(endpoints())]
}

func newClientOf(t *testing.T, addresses ...string) *clientv3.Client {
	t.Helper()
	client, err := clientv3.New(clientv3.Config{
		Endpoints:   addresses,
		DialTimeout: 5 * time.Second,
		Logger:      zap.NewNop(),
	})
	require.NoError(t, err)
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// connect opens a plain gRPC connection, for what etcd's client hides or corrects.
func connect(t *testing.T, endpoint string) *grpc.ClientConn {
	t.Helper()
	connection, err := grpc.NewClient(endpoint, grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() { _ = connection.Close() })
	return connection
}
