package compat

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEtcdctlPutGetDel(t *testing.T) {
	t.Parallel()
	prefix := uniquePrefix(t)
	a, b := prefix+"a", prefix+"b"

	require.Equal(t, []string{"OK"}, etcdctl(t, "put", a, "1"))
	require.Equal(t, []string{"OK", a, "1"}, etcdctl(t, "put", a, "2", "--prev-kv"))
	require.Equal(t, []string{"OK"}, etcdctl(t, "put", b, "3"))

	require.Equal(t, []string{a, "2"}, etcdctl(t, "get", a))
	require.Equal(t, []string{"2"}, etcdctl(t, "get", a, "--print-value-only"))
	require.Equal(t, []string{a, "2", b, "3"}, etcdctl(t, "get", prefix, "--prefix"))
	require.Equal(t, []string{a, "2", b, "3"}, etcdctl(t, "get", "--stream", prefix, "--prefix"))
	require.Equal(t, []string{b, "3", a, "2"}, etcdctl(t, "get", prefix, "--prefix", "--order", "DESCEND", "--sort-by", "KEY"))
	require.Equal(t, []string{a, "2"}, etcdctl(t, "get", prefix, "--prefix", "--limit", "1"))
	require.Equal(t, []string{a, "", b, ""}, etcdctl(t, "get", prefix, "--prefix", "--keys-only"))
	require.Equal(t, []string{a, "2"}, etcdctl(t, "get", a, "--consistency", "s"))
	require.Contains(t, etcdctl(t, "get", prefix, "--prefix", "--count-only", "-w", "fields"), `"Count" : 2`)

	require.Equal(t, []string{"1", b, "3"}, etcdctl(t, "del", b, "--prev-kv"))
	require.Equal(t, []string{"0"}, etcdctl(t, "del", b))
	require.Equal(t, []string{"1"}, etcdctl(t, "del", prefix, "--prefix"))
}

func TestEtcdctlTxn(t *testing.T) {
	t.Parallel()
	key := uniquePrefix(t) + "a"
	etcdctl(t, "put", key, "1")
	transaction := "value(\"" + key + "\") = \"1\"\n\nput " + key + " 2\nget " + key + "\n\nput " + key + " 3\n\n"

	require.Equal(t, []string{"SUCCESS", "", "OK", "", key, "2"}, etcdctlWithInput(t, transaction, "txn"))
	require.Equal(t, []string{"FAILURE", "", "OK"}, etcdctlWithInput(t, transaction, "txn"))
	require.Equal(t, []string{key, "3"}, etcdctl(t, "get", key))
}

func TestEtcdctlWatch(t *testing.T) {
	t.Parallel()
	prefix := uniquePrefix(t)
	etcdctl(t, "put", prefix+"a", "1")
	var answer struct{ Header struct{ Revision int64 } }
	require.NoError(t, json.Unmarshal([]byte(etcdctl(t, "put", prefix+"a", "2", "-w", "json")[0]), &answer))

	watch := startEtcdctl(t, "watch", prefix, "--prefix", "--prev-kv", "--rev", strconv.FormatInt(answer.Header.Revision, 10))
	for _, line := range []string{"PUT", prefix + "a", "1", prefix + "a", "2"} {
		require.Equal(t, line, watch.next())
	}
	etcdctl(t, "del", prefix+"a")
	for _, line := range []string{"DELETE", prefix + "a", "2", prefix + "a", ""} {
		require.Equal(t, line, watch.next())
	}
}

// Sequential, because it compacts.
func TestEtcdctlCompaction(t *testing.T) {
	key := uniquePrefix(t) + "a"
	revision := strconv.FormatInt(put(t, newClient(t), key, "1"), 10)

	require.Equal(t, []string{"compacted revision " + revision}, etcdctl(t, "compaction", revision, "--physical"))

	const compacted = "Error: etcdserver: mvcc: required revision has been compacted"
	require.Contains(t, etcdctlFails(t, "compaction", revision), compacted)
	require.Contains(t, etcdctlFails(t, "get", key, "--rev", "1"), compacted)
}
