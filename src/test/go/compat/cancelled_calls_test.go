package compat

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// givenUpCalls is the number of calls that one client gives up while others go on.
const givenUpCalls = 2000

// endedAndResetStreams is the number of streams that one client ends and resets, one after the other.
const endedAndResetStreams = 100

// Calls that a client gives up, before, while and after the server answers, do no harm to the other calls of the
// same connection.
func TestGivenUpCallsHarmNoOthers(t *testing.T) {
	onEachMember(t, func(t *testing.T, endpoint string) {
		connection, key := connect(t, endpoint), []byte(uniquePrefix(t))
		ctx := deadline(t)
		var ended atomic.Bool
		var others sync.WaitGroup
		for range 4 {
			others.Add(1)
			go func() {
				defer others.Done()
				for !ended.Load() {
					_, err := pb.NewKVClient(connection).Put(ctx, &pb.PutRequest{Key: key, Value: []byte("v")})
					if !assert.NoError(t, err, "a call with plenty of time") {
						return
					}
				}
			}()
		}
		var impatient sync.WaitGroup
		for worker := range 8 {
			impatient.Add(1)
			go func() {
				defer impatient.Done()
				for call := range givenUpCalls / 8 {
					giveUp(t, connection, key, time.Duration(100+(worker*97+call*31)%4000)*time.Microsecond, call%2 == 0)
				}
			}()
		}
		impatient.Wait()
		ended.Store(true)
		others.Wait()
	})
}

// giveUp makes a call that has next to no time, either by its deadline or because the client loses interest.
func giveUp(t *testing.T, connection *grpc.ClientConn, key []byte, patience time.Duration, byDeadline bool) {
	ctx, cancel := context.WithCancel(context.Background())
	if byDeadline {
		ctx, cancel = context.WithTimeout(context.Background(), patience)
	} else {
		time.AfterFunc(patience, cancel)
	}
	defer cancel()
	_, err := pb.NewKVClient(connection).Put(ctx, &pb.PutRequest{Key: key, Value: []byte("given up")})
	if err != nil {
		require.Contains(t, []codes.Code{codes.DeadlineExceeded, codes.Canceled}, status.Code(err), "%v", err)
	}
}

// A stream that the client ends and resets at once, as clientv3's KeepAliveOnce does, takes nothing else with it.
func TestStreamsEndedAndResetHarmNoOthers(t *testing.T) {
	onEachMember(t, func(t *testing.T, endpoint string) {
		ctx, leases := deadline(t), pb.NewLeaseClient(connect(t, endpoint))
		lease, err := leases.LeaseGrant(ctx, &pb.LeaseGrantRequest{TTL: 60})
		require.NoError(t, err)
		for call := range endedAndResetStreams {
			keepAlive, cancel := context.WithCancel(ctx)
			stream, err := leases.LeaseKeepAlive(keepAlive)
			require.NoError(t, err, "stream %d", call)
			require.NoError(t, stream.Send(&pb.LeaseKeepAliveRequest{ID: lease.ID}), "stream %d", call)
			_, err = stream.Recv()
			require.NoError(t, err, "stream %d", call)
			require.NoError(t, stream.CloseSend())
			cancel()
		}
		_, err = leases.LeaseRevoke(ctx, &pb.LeaseRevokeRequest{ID: lease.ID})
		require.NoError(t, err)
	})
}
