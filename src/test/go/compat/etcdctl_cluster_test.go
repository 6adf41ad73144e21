package compat

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// etcdctlOnAll runs a command with all endpoints, as an operator does, and returns its output line by line.
func etcdctlOnAll(t *testing.T, arguments ...string) []string {
	t.Helper()
	output, err := etcdctlCommand(t, strings.Join(endpoints(), ","), arguments...).Output()
	if exit, failed := err.(*exec.ExitError); failed {
		require.NoError(t, err, "etcdctl %v: %s", arguments, exit.Stderr)
	}
	require.NoError(t, err)
	return strings.Split(strings.TrimSuffix(string(output), "\n"), "\n")
}

func TestEtcdctlMemberList(t *testing.T) {
	t.Parallel()
	lines := etcdctlOnAll(t, "member", "list")
	require.Len(t, lines, len(endpoints()))
	for _, line := range lines {
		require.Regexp(t, `^[0-9a-f]{1,16}, started, [^,]+, http://[^,]+, http://[^,]+, false$`, line)
	}
	table := strings.Join(etcdctlOnAll(t, "member", "list", "-w", "table"), "\n")
	require.Contains(t, table, "IS LEARNER")
}

func TestEtcdctlEndpointStatus(t *testing.T) {
	t.Parallel()
	for _, endpoint := range endpoints() {
		statusOf(t, newClientOf(t, endpoint), endpoint)
	}
	lines := etcdctlOnAll(t, "endpoint", "status")
	require.Len(t, lines, len(endpoints()))
	leaders := 0
	for number, line := range lines {
		fields := strings.Split(line, ", ")
		require.Equal(t, endpoints()[number], strings.TrimPrefix(fields[0], "http://"))
		require.Equal(t, []string{"3.7.3", "3.7.0"}, fields[2:4])
		if fields[8] == "true" {
			leaders++
		}
		require.Equal(t, "false", fields[9], "learner: %s", line)
	}
	require.Equal(t, 1, leaders)
}

func TestEtcdctlEndpointHealth(t *testing.T) {
	t.Parallel()
	lines := etcdctlOnAll(t, "endpoint", "health")
	require.Len(t, lines, len(endpoints()))
	for _, line := range lines {
		require.Contains(t, line, " is healthy: successfully committed proposal: took = ")
	}
	require.Len(t, etcdctlOnAll(t, "endpoint", "health", "--cluster"), len(endpoints()))
	require.Equal(t, []string{""}, etcdctlOnAll(t, "alarm", "list"))
}
