package compat

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// samples reads /metrics of a member into a map from series to value.
func samples(t *testing.T, endpoint string) map[string]float64 {
	t.Helper()
	status, text := fetch(t, http.MethodGet, endpoint, "/metrics")
	require.Equal(t, http.StatusOK, status)
	found := map[string]float64{}
	for _, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cut := strings.LastIndexByte(line, ' ')
		value, err := strconv.ParseFloat(line[cut+1:], 64)
		require.NoError(t, err, line)
		found[line[:cut]] = value
	}
	return found
}

// sum adds the series of a metric that have all the labels.
func sum(series map[string]float64, metric string, labels ...string) (total float64, count int) {
	for name, value := range series {
		if name != metric && !strings.HasPrefix(name, metric+"{") {
			continue
		}
		matches := true
		for _, label := range labels {
			matches = matches && strings.Contains(name, label)
		}
		if matches {
			total += value
			count++
		}
	}
	return total, count
}

// The names that dashboards and alerts made for etcd look at.
func TestMetricNames(t *testing.T) {
	t.Parallel()
	wanted := []string{
		"etcd_server_has_leader", "etcd_server_is_leader", "etcd_server_leader_changes_seen_total",
		"etcd_server_proposals_committed_total", "etcd_server_proposals_applied_total",
		"etcd_server_proposals_pending", "etcd_server_proposals_failed_total",
		"etcd_server_id", "etcd_server_version", "etcd_server_quota_backend_bytes",
		"etcd_mvcc_put_total", "etcd_mvcc_delete_total", "etcd_mvcc_range_total", "etcd_mvcc_txn_total",
		"etcd_mvcc_db_total_size_in_bytes", "etcd_mvcc_db_total_size_in_use_in_bytes",
		"etcd_debugging_mvcc_current_revision", "etcd_debugging_mvcc_compact_revision",
		"etcd_debugging_mvcc_keys_total", "etcd_debugging_mvcc_watcher_total",
		"etcd_debugging_lease_granted_total", "etcd_debugging_lease_revoked_total",
		"etcd_network_client_grpc_received_bytes_total", "etcd_network_client_grpc_sent_bytes_total",
		"etcd_disk_wal_fsync_duration_seconds_count", "etcd_disk_backend_commit_duration_seconds_count",
		"etcd_disk_backend_defrag_duration_seconds_count", "etcd_disk_defrag_inflight",
		"etcd_debugging_mvcc_db_compaction_keys_total",
		"grpc_server_started_total", "grpc_server_handled_total",
		"grpc_server_msg_received_total", "grpc_server_msg_sent_total",
		"process_resident_memory_bytes", "process_start_time_seconds", "process_open_fds", "process_max_fds",
	}
	onEachMember(t, func(t *testing.T, endpoint string) {
		series := samples(t, endpoint)
		var missing []string
		for _, metric := range wanted {
			if _, count := sum(series, metric); count == 0 {
				missing = append(missing, metric)
			}
		}
		require.Empty(t, missing)
	})
}

func TestMetricValues(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		client, prefix := newClientOf(t, endpoint), uniquePrefix(t)
		get(t, client, prefix)
		before := samples(t, endpoint)

		putAll(t, client, prefix, "a", "b", "c")

		after := samples(t, endpoint)
		require.EqualValues(t, 1, after["etcd_server_has_leader"])
		require.EqualValues(t, 1, after[`etcd_server_version{server_version="3.7.3"}`])
		require.GreaterOrEqual(t, after["etcd_mvcc_put_total"]-before["etcd_mvcc_put_total"], 3.0)
		require.GreaterOrEqual(t, after["etcd_server_proposals_applied_total"]-before["etcd_server_proposals_applied_total"], 3.0)
		puts := []string{`grpc_service="etcdserverpb.KV"`, `grpc_method="Put"`, `grpc_type="unary"`, `grpc_code="OK"`}
		handledBefore, _ := sum(before, "grpc_server_handled_total", puts...)
		handledAfter, _ := sum(after, "grpc_server_handled_total", puts...)
		require.GreaterOrEqual(t, handledAfter-handledBefore, 3.0)

		_, methods := sum(after, "grpc_server_started_total", `grpc_service="etcdserverpb.Watch"`, `grpc_type="bidi_stream"`)
		require.Positive(t, methods, "unused methods are counted from zero")
	})
}
