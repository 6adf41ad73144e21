package compat

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
)

func TestWatchPrefixFromNow(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "before")
	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	created := nextResponse(t, watch)
	require.True(t, created.Created)
	require.NotZero(t, created.Header.Revision)

	put(t, client, prefix+"a", "1")
	put(t, client, "/elsewhere"+prefix, "1")
	put(t, client, prefix+"a", "2")
	last := remove(t, client, prefix+"a")

	events := nextEvents(t, watch, 3)
	require.Equal(t, []string{"PUT a=1", "PUT a=2", "DELETE a"}, told(prefix, events))
	require.True(t, events[0].IsCreate())
	require.True(t, events[1].IsModify())
	require.Equal(t, last, events[2].Kv.ModRevision)
}

func TestWatchReplaysHistory(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	put(t, client, prefix+"a", "0")
	first := put(t, client, prefix+"a", "1")
	put(t, client, prefix+"b", "2")
	remove(t, client, prefix+"a")

	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithRev(first))
	require.Equal(t, []string{"PUT a=1", "PUT b=2", "DELETE a"}, told(prefix, nextEvents(t, watch, 3)))

	put(t, client, prefix+"c", "3")
	require.Equal(t, []string{"PUT c=3"}, told(prefix, nextEvents(t, watch, 1)))
}

func TestWatchOfALongHistoryHasNoGap(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	var operations []clientv3.Op
	for _, name := range numbered(100) {
		operations = append(operations, clientv3.OpPut(prefix+name, ""))
	}
	var first int64
	for round := range 15 {
		response, err := client.Txn(deadline(t)).Then(operations...).Commit()
		require.NoError(t, err)
		if round == 0 {
			first = response.Header.Revision
		}
	}

	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithRev(first))

	events := nextEvents(t, watch, 1500)
	for number, event := range events {
		require.Equal(t, fmt.Sprintf("%s%03d", prefix, number%100), string(event.Kv.Key))
		require.EqualValues(t, number/100+1, event.Kv.Version)
	}
}

func TestWatchFromAFutureRevisionSkipsWhatComesBefore(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	now := put(t, client, prefix+"a", "0")
	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithRev(now+40), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)

	var revision int64
	for revision < now+40 {
		revision = put(t, client, prefix+"a", "later")
	}

	require.GreaterOrEqual(t, nextEvents(t, watch, 1)[0].Kv.ModRevision, now+40)
}

func TestWatchDeliversARevisionAtOnce(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	putAll(t, client, prefix, "x")
	watch := client.Watch(deadline(t), prefix, clientv3.WithPrefix(), clientv3.WithCreatedNotify())
	require.True(t, nextResponse(t, watch).Created)

	_, err := client.Txn(deadline(t)).Then(clientv3.OpPut(prefix+"b", "1"), clientv3.OpDelete(prefix+"x"),
		clientv3.OpPut(prefix+"a", "1")).Commit()
	require.NoError(t, err)

	response := nextResponse(t, watch)
	require.Equal(t, []string{"PUT b=1", "DELETE x", "PUT a=1"}, told(prefix, response.Events))
	require.Equal(t, response.Events[0].Kv.ModRevision, response.Events[2].Kv.ModRevision)
	require.GreaterOrEqual(t, response.Header.Revision, response.Events[0].Kv.ModRevision)
}

func TestWatchRangeAndSingleKey(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	start := put(t, client, prefix+"start", "")
	putAll(t, client, prefix, "a", "b", "b1", "c")

	single := client.Watch(deadline(t), prefix+"b", clientv3.WithRev(start))
	require.Equal(t, []string{"PUT b=b"}, told(prefix, nextEvents(t, single, 1)))

	bounded := client.Watch(deadline(t), prefix+"b", clientv3.WithRange(prefix+"c"), clientv3.WithRev(start))
	require.Equal(t, []string{"PUT b=b", "PUT b1=b1"}, told(prefix, nextEvents(t, bounded, 2)))
}
