package compat

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEtcdctlLease(t *testing.T) {
	t.Parallel()
	key := uniquePrefix(t) + "a"
	granted := etcdctl(t, "lease", "grant", "60")[0]
	require.Regexp(t, `^lease [0-9a-f]+ granted with TTL\(60s\)$`, granted)
	lease := strings.Fields(granted)[1]
	etcdctl(t, "put", key, "1", "--lease", lease)

	require.Regexp(t, `^lease `+lease+` granted with TTL\(60s\), remaining\(\d+s\), attached keys\(\[`+regexp.QuoteMeta(key)+`\]\)$`,
		etcdctl(t, "lease", "timetolive", lease, "--keys")[0])
	require.Contains(t, etcdctl(t, "lease", "list"), lease)
	require.Equal(t, []string{"lease " + lease + " keepalived with TTL(60)"}, etcdctl(t, "lease", "keep-alive", "--once", lease))

	require.Equal(t, []string{"lease " + lease + " revoked"}, etcdctl(t, "lease", "revoke", lease))
	require.Equal(t, []string{""}, etcdctl(t, "get", key))
	require.Equal(t, []string{"lease " + lease + " already expired"}, etcdctl(t, "lease", "timetolive", lease))
	require.Contains(t, etcdctlFails(t, "lease", "revoke", lease), "etcdserver: requested lease not found")
	require.Contains(t, etcdctlFails(t, "put", key, "1", "--lease", lease), "Error: etcdserver: requested lease not found")
}

func TestEtcdctlLockWaitsForTheHolder(t *testing.T) {
	t.Parallel()
	name := uniquePrefix(t) + "lock"
	require.Equal(t, []string{"inside"}, etcdctl(t, "lock", name, "echo", "inside"))

	holder := startEtcdctl(t, "lock", name)
	held := holder.next()
	require.True(t, strings.HasPrefix(held, name+"/"), held)
	waiting := startEtcdctl(t, "lock", name)
	holder.interrupt()

	acquired := waiting.next()
	require.True(t, strings.HasPrefix(acquired, name+"/"), acquired)
	require.NotEqual(t, held, acquired)
	waiting.interrupt()
	require.Equal(t, []string{""}, etcdctl(t, "get", name, "--prefix"))
}

func TestEtcdctlElect(t *testing.T) {
	t.Parallel()
	name := uniquePrefix(t) + "election"
	candidate := startEtcdctl(t, "elect", name, "proposal")
	key := candidate.next()
	require.True(t, strings.HasPrefix(key, name+"/"), key)
	require.Equal(t, "proposal", candidate.next())

	listener := startEtcdctl(t, "elect", "--listen", name)
	require.Equal(t, key, listener.next())
	require.Equal(t, "proposal", listener.next())
	candidate.interrupt()
	require.Equal(t, []string{""}, etcdctl(t, "get", name, "--prefix"))
}
