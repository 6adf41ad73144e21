package compat

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestManyWatchersShareAStream(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	ctx := deadline(t)
	var watches []clientv3.WatchChan
	for number := range 200 {
		watch := client.Watch(ctx, fmt.Sprintf("%s%03d", prefix, number), clientv3.WithCreatedNotify())
		watches = append(watches, watch)
	}
	for _, watch := range watches {
		require.True(t, nextResponse(t, watch).Created)
	}

	putAll(t, client, prefix, numbered(200)...)

	for number, watch := range watches {
		require.Equal(t, fmt.Sprintf("PUT %03d=%03d", number, number), told(prefix, nextEvents(t, watch, 1))[0])
	}
}

func TestCancelledWatchLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	ctx := deadline(t)
	ended, end := context.WithCancel(ctx)
	cancelled := client.Watch(ended, prefix, clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	kept := client.Watch(ctx, prefix, clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, cancelled).Created)
	require.True(t, nextResponse(t, kept).Created)

	end()
	for range cancelled {
		// Drained until the client closes it.
	}
	put(t, client, prefix+"a", "1")

	require.Equal(t, []string{"PUT a=1"}, told(prefix, nextEvents(t, kept, 1)))
}
