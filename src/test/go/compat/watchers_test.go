package compat

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/mvccpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// nextEvents reads responses until the watch has delivered the number of events.
func nextEvents(t *testing.T, watch clientv3.WatchChan, count int) []*clientv3.Event {
	t.Helper()
	var events []*clientv3.Event
	for len(events) < count {
		response := nextResponse(t, watch)
		require.NoError(t, response.Err())
		events = append(events, response.Events...)
	}
	require.Len(t, events, count)
	return events
}

func nextResponse(t *testing.T, watch clientv3.WatchChan) clientv3.WatchResponse {
	t.Helper()
	select {
	case response, open := <-watch:
		require.True(t, open, "the watch was closed")
		return response
	case <-time.After(testDeadline):
		require.FailNow(t, "the watch stayed silent")
		return clientv3.WatchResponse{}
	}
}

// told writes events as "PUT a=1" or "DELETE a", without the prefix of their keys.
func told(prefix string, events []*clientv3.Event) []string {
	lines := []string{}
	for _, event := range events {
		line := fmt.Sprintf("%s %s", event.Type, string(event.Kv.Key)[len(prefix):])
		if event.Type == mvccpb.PUT {
			line += "=" + string(event.Kv.Value)
		}
		lines = append(lines, line)
	}
	return lines
}

func remove(t *testing.T, client *clientv3.Client, key string, options ...clientv3.OpOption) int64 {
	t.Helper()
	response, err := client.Delete(deadline(t), key, options...)
	require.NoError(t, err)
	return response.Header.Revision
}
