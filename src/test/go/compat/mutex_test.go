package compat

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
)

func TestMutexExcludes(t *testing.T) {
	t.Parallel()
	client, prefix := newClusterClient(t), uniquePrefix(t)
	ctx := deadline(t)
	const workers, rounds = 4, 5
	var inside, entered int
	var group sync.WaitGroup
	failures := make(chan error, workers*rounds)
	for range workers {
		session := newSession(t, newClusterClient(t))
		group.Go(func() {
			mutex := concurrency.NewMutex(session, prefix)
			for range rounds {
				if err := mutex.Lock(ctx); err != nil {
					failures <- err
					return
				}
				// Unguarded on purpose: the mutex under test is the only guard.
				inside++
				if inside == 1 {
					entered++
				}
				inside--
				if err := mutex.Unlock(ctx); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	group.Wait()
	close(failures)
	for err := range failures {
		require.NoError(t, err)
	}
	require.Equal(t, workers*rounds, entered)
	require.Zero(t, get(t, client, prefix, clientv3.WithPrefix()).Count)
}

func TestTryLockFailsWhileHeldAndSucceedsAfterTheHolderIsGone(t *testing.T) {
	t.Parallel()
	prefix := uniquePrefix(t)
	ctx := deadline(t)
	holder, other := newSession(t, newClusterClient(t)), newSession(t, newClusterClient(t))
	held := concurrency.NewMutex(holder, prefix)
	require.NoError(t, held.Lock(ctx))
	waiting := concurrency.NewMutex(other, prefix)
	require.Equal(t, concurrency.ErrLocked, waiting.TryLock(ctx))

	acquired := make(chan error, 1)
	go func() { acquired <- waiting.Lock(ctx) }()
	// Closing the session revokes its lease, which frees the lock without an unlock.
	require.NoError(t, holder.Close())

	require.NoError(t, await(t, ctx, acquired))
}
