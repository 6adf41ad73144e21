package compat

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// The tests of this file compare whole states, so they are sequential: nothing is written meanwhile.

// TestSnapshotRestoredIntoEtcd takes a snapshot with etcdctl and lets etcd's own tools make an etcd of it.
func TestSnapshotRestoredIntoEtcd(t *testing.T) {
	endpoint := memberOf(t)
	client := newClientOf(t, endpoint)
	prefix := uniquePrefix(t)
	first := liveThrough(t, client, prefix)
	granted, err := client.Grant(deadline(t), 5000)
	require.NoError(t, err)
	last := put(t, client, prefix+"leased", "x", clientv3.WithLease(granted.ID))
	member := raiseNoSpace(t, endpoint)

	file := filepath.Join(t.TempDir(), "snapshot")
	etcdctl(t, "snapshot", "save", file)
	status := snapshotStatus(t, file)
	require.Equal(t, last, status.Revision)
	require.Equal(t, "3.7.0", status.Version)

	restored := newClientOf(t, startRestored(t, file))
	for revision := first; revision <= last; revision++ {
		here := get(t, client, "\x00", clientv3.WithFromKey(), clientv3.WithRev(revision))
		there := get(t, restored, "\x00", clientv3.WithFromKey(), clientv3.WithRev(revision))
		require.Equal(t, here.Kvs, there.Kvs, "revision %d", revision)
		require.Equal(t, last, there.Header.Revision)
		if revision == last {
			require.EqualValues(t, here.Count, status.TotalKey)
		}
	}
	require.Equal(t, hashAt(t, client, endpoint, last), hashAt(t, restored, restored.Endpoints()[0], last))
	lease, err := restored.TimeToLive(deadline(t), granted.ID, clientv3.WithAttachedKeys())
	require.NoError(t, err)
	require.EqualValues(t, 5000, lease.GrantedTTL)
	require.InDelta(t, 4980, lease.TTL, 20)
	require.Equal(t, [][]byte{[]byte(prefix + "leased")}, lease.Keys)
	alarms, err := restored.AlarmList(deadline(t))
	require.NoError(t, err)
	require.Len(t, alarms.Alarms, 1)
	require.Equal(t, member, alarms.Alarms[0].MemberID)
	require.Equal(t, pb.AlarmType_NOSPACE, alarms.Alarms[0].Alarm)
}

// TestSnapshotMessages looks at what the stream consists of.
func TestSnapshotMessages(t *testing.T) {
	client, prefix := newClient(t), uniquePrefix(t)
	put(t, client, prefix+"long", strings.Repeat("x", 500000))
	stream, err := pb.NewMaintenanceClient(connect(t, memberOf(t))).Snapshot(deadline(t), &pb.SnapshotRequest{})
	require.NoError(t, err)

	var messages []*pb.SnapshotResponse
	for {
		message, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		messages = append(messages, message)
	}

	checkMessages(t, messages)
}

// TestSnapshotAbandoned leaves streams that have only begun; what they held must be free for others.
func TestSnapshotAbandoned(t *testing.T) {
	put(t, newClient(t), uniquePrefix(t)+"long", strings.Repeat("x", 1000000))
	service := pb.NewMaintenanceClient(connect(t, memberOf(t)))
	for round := 0; round < 20; round++ {
		require.Eventually(t, func() bool {
			ctx, cancel := context.WithCancel(deadline(t))
			defer cancel()
			stream, err := service.Snapshot(ctx, &pb.SnapshotRequest{})
			require.NoError(t, err)
			_, err = stream.Recv()
			return err == nil
		}, testDeadline, 10*time.Millisecond, "round %d", round)
	}
}

// TestSnapshotThroughTheGateway is the same over HTTP, where each message is a line of JSON.
func TestSnapshotThroughTheGateway(t *testing.T) {
	put(t, newClient(t), uniquePrefix(t)+"long", strings.Repeat("x", 500000))
	response, err := http.Post("http://"+memberOf(t)+"/v3/maintenance/snapshot", "application/json", strings.NewReader("{}"))
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	require.Equal(t, http.StatusOK, response.StatusCode)

	var messages []*pb.SnapshotResponse
	for lines := json.NewDecoder(response.Body); lines.More(); {
		var line struct {
			Result struct {
				RemainingBytes json.Number `json:"remaining_bytes"`
				Blob           string      `json:"blob"`
				Version        string      `json:"version"`
			} `json:"result"`
		}
		require.NoError(t, lines.Decode(&line))
		blob, err := base64.StdEncoding.DecodeString(line.Result.Blob)
		require.NoError(t, err)
		remaining, _ := line.Result.RemainingBytes.Int64()
		messages = append(messages, &pb.SnapshotResponse{
			RemainingBytes: uint64(remaining), Blob: blob, Version: line.Result.Version,
		})
	}

	checkMessages(t, messages)
}

func checkMessages(t *testing.T, messages []*pb.SnapshotResponse) {
	t.Helper()
	require.Greater(t, len(messages), 10)
	data, digest := messages[:len(messages)-1], messages[len(messages)-1]
	total := uint64(len(data[0].Blob)) + data[0].RemainingBytes
	hash, seen := sha256.New(), uint64(0)
	for _, message := range data {
		seen += uint64(len(message.Blob))
		hash.Write(message.Blob)
		require.Equal(t, total-seen, message.RemainingBytes)
		require.True(t, len(message.Blob) == 32*1024 || seen == total)
		require.Nil(t, message.Header)
		require.Equal(t, "3.7.0", message.Version)
	}
	require.Equal(t, total, seen)
	require.Zero(t, digest.RemainingBytes)
	require.True(t, bytes.Equal(hash.Sum(nil), digest.Blob))
}

// liveThrough makes some history and returns the first revision of it that is left.
func liveThrough(t *testing.T, client *clientv3.Client, prefix string) int64 {
	t.Helper()
	for round := 0; round < 10; round++ {
		putAll(t, client, prefix, numbered(20)...)
	}
	_, err := client.Delete(deadline(t), prefix+"00", clientv3.WithPrefix())
	require.NoError(t, err)
	compacted := put(t, client, prefix+"010", "again")
	compactAt(t, client, compacted)
	put(t, client, prefix+"long", strings.Repeat("long ", 50000))
	put(t, client, prefix+"empty", "")
	_, err = client.Txn(deadline(t)).Then(
		clientv3.OpPut(prefix+"one", "1"), clientv3.OpPut(prefix+"two", "2"), clientv3.OpDelete(prefix+"011"),
	).Commit()
	require.NoError(t, err)
	_, err = client.Delete(deadline(t), prefix+"one")
	require.NoError(t, err)
	return compacted
}

// raiseNoSpace raises an alarm until the test ends, and returns the member it names.
func raiseNoSpace(t *testing.T, endpoint string) uint64 {
	t.Helper()
	service := pb.NewMaintenanceClient(connect(t, endpoint))
	status, err := service.Status(deadline(t), &pb.StatusRequest{})
	require.NoError(t, err)
	alarm := &pb.AlarmRequest{
		Action: pb.AlarmRequest_ACTIVATE, MemberID: status.Header.MemberId, Alarm: pb.AlarmType_NOSPACE,
	}
	_, err = service.Alarm(deadline(t), alarm)
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := boundedContext()
		defer cancel()
		alarm.Action = pb.AlarmRequest_DEACTIVATE
		_, err := pb.NewMaintenanceClient(connect(t, endpoint)).Alarm(ctx, alarm)
		require.NoError(t, err)
	})
	return alarm.MemberID
}

func hashAt(t *testing.T, client *clientv3.Client, endpoint string, revision int64) uint32 {
	t.Helper()
	response, err := client.HashKV(deadline(t), endpoint, revision)
	require.NoError(t, err)
	return response.Hash
}

type statusOfSnapshot struct {
	Revision int64
	TotalKey int
	Version  string
}

// snapshotStatus lets etcdutl check every page of the file, and returns what it finds.
func snapshotStatus(t *testing.T, file string) statusOfSnapshot {
	t.Helper()
	var status statusOfSnapshot
	output := etcdutl(t, "snapshot", "status", file, "-w", "json")
	require.NoError(t, json.Unmarshal(output, &status), "%s", output)
	return status
}

// startRestored makes a data directory of a snapshot, starts etcd on it and returns its client address.
func startRestored(t *testing.T, file string) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	client, peer := freeAddress(t), "http://"+freeAddress(t)
	etcdutl(t, "snapshot", "restore", file, "--data-dir", data, "--name", "restored",
		"--initial-cluster", "restored="+peer, "--initial-advertise-peer-urls", peer)
	var log bytes.Buffer
	etcd := exec.Command(besideEtcdctl(t, "etcd"), "--name", "restored", "--data-dir", data,
		"--listen-client-urls", "http://"+client, "--advertise-client-urls", "http://"+client,
		"--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--log-level", "warn")
	etcd.Stderr = &log
	require.NoError(t, etcd.Start())
	t.Cleanup(func() {
		_ = etcd.Process.Kill()
		_ = etcd.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	require.Eventually(t, func() bool {
		response, err := http.Get("http://" + client + "/readyz")
		if err != nil {
			return false
		}
		_ = response.Body.Close()
		return response.StatusCode == http.StatusOK
	}, testDeadline, 100*time.Millisecond, "restored etcd is not ready")
	return client
}

func etcdutl(t *testing.T, arguments ...string) []byte {
	t.Helper()
	var problems bytes.Buffer
	command := exec.CommandContext(deadline(t), besideEtcdctl(t, "etcdutl"), arguments...)
	command.Stderr = &problems
	output, err := command.Output()
	require.NoError(t, err, "etcdutl %v: %s", arguments, problems.String())
	return output
}

// besideEtcdctl names another program of etcd; it stands in the directory of etcdctl.
func besideEtcdctl(t *testing.T, program string) string {
	t.Helper()
	etcdctl := os.Getenv("ETCDCTL")
	require.NotEmpty(t, etcdctl, "ETCDCTL must name the program")
	return filepath.Join(filepath.Dir(etcdctl), program)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}
