package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestWatchResumesWithoutAGapAfterItsConnectionWasCut(t *testing.T) {
	t.Parallel()
	writer, prefix := newClient(t), uniquePrefix(t)
	link := newLink(t, endpoints()[0])
	watcher := newClientOf(t, link.address)
	watch := watcher.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)

	var seen []string
	for _, round := range []string{"a", "b", "c"} {
		put(t, writer, prefix+round, "connected")
		seen = append(seen, told(prefix, nextEvents(t, watch, 1))...)
		link.cut()
		put(t, writer, prefix+round, "cut off")
		seen = append(seen, told(prefix, nextEvents(t, watch, 1))...)
	}

	require.Equal(t, []string{"PUT a=connected", "PUT a=cut off", "PUT b=connected", "PUT b=cut off",
		"PUT c=connected", "PUT c=cut off"}, seen)
}
