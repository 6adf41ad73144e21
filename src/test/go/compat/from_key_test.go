package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// lastPrefix returns a prefix behind every other key of the suite, for ranges without an end. Only sequential tests use
// it, so that they meet nobody else's keys.
func lastPrefix(t *testing.T) string {
	t.Helper()
	return "\xff\xff" + uniquePrefix(t)
}

func TestDeleteFromKey(t *testing.T) {
	client, prefix := newClient(t), lastPrefix(t)
	putAll(t, client, prefix, "a", "b", "c")

	remove(t, client, prefix+"b", clientv3.WithFromKey())

	require.Equal(t, []string{"a"}, names(prefix, get(t, client, prefix, clientv3.WithPrefix()).Kvs))
	remove(t, client, prefix, clientv3.WithPrefix())
}

func TestWatchFromKey(t *testing.T) {
	client, prefix := newClient(t), lastPrefix(t)
	watch := client.Watch(deadline(t), prefix+"b", clientv3.WithFromKey(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)

	putAll(t, client, prefix, "a", "b", "c")

	require.Equal(t, []string{"PUT b=b", "PUT c=c"}, told(prefix, nextEvents(t, watch, 2)))
	remove(t, client, prefix, clientv3.WithPrefix())
}
