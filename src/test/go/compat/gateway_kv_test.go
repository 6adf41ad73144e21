package compat

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGatewayKv(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		prefix := uniquePrefix(t)
		key := base64Of(prefix + "a")

		first := posted(t, endpoint, "/v3/kv/put", object{"key": key, "value": base64Of("1")})
		header := first["header"].(object)
		for _, field := range []string{"cluster_id", "member_id", "revision", "raft_term"} {
			require.IsType(t, "", header[field], "64-bit numbers are strings: %s", field)
		}
		second := posted(t, endpoint, "/v3/kv/put", object{"key": key, "value": base64Of("2"), "prev_kv": true})
		require.Equal(t, base64Of("1"), second["prev_kv"].(object)["value"])

		answer := posted(t, endpoint, "/v3/kv/range", object{"key": key})
		require.Equal(t, "1", answer["count"])
		require.NotContains(t, answer, "more", "zero values are left out")
		require.Equal(t, object{
			"key": key, "value": base64Of("2"), "version": "2",
			"create_revision": header["revision"],
			"mod_revision":    second["header"].(object)["revision"],
		}, answer["kvs"].([]any)[0])

		old := posted(t, endpoint, "/v3/kv/range", object{"key": key, "revision": header["revision"]})
		require.Equal(t, base64Of("1"), old["kvs"].([]any)[0].(object)["value"])

		deleted := posted(t, endpoint, "/v3/kv/deleterange",
			object{"key": base64Of(prefix), "range_end": base64Of(string(endOf(prefix)))})
		require.Equal(t, "1", deleted["deleted"])
		empty := posted(t, endpoint, "/v3/kv/range", object{"key": key})
		require.NotContains(t, empty, "kvs")
		require.NotContains(t, empty, "count")
	})
}

func TestGatewayTxn(t *testing.T) {
	t.Parallel()
	endpoint, key := memberOf(t), base64Of(uniquePrefix(t)+"a")
	createIfMissing := object{
		"compare": []object{{"target": "CREATE", "result": "EQUAL", "key": key, "create_revision": "0"}},
		"success": []object{{"request_put": object{"key": key, "value": base64Of("1")}}},
		"failure": []object{{"request_range": object{"key": key}}, {"request_delete_range": object{"key": key}}},
	}

	created := posted(t, endpoint, "/v3/kv/txn", createIfMissing)
	require.Equal(t, true, created["succeeded"])
	require.Contains(t, created["responses"].([]any)[0], "response_put")

	found := posted(t, endpoint, "/v3/kv/txn", createIfMissing)
	require.NotContains(t, found, "succeeded")
	responses := found["responses"].([]any)
	require.Equal(t, "1", responses[0].(object)["response_range"].(object)["count"])
	require.Equal(t, "1", responses[1].(object)["response_delete_range"].(object)["deleted"])
}

func TestGatewayInputForms(t *testing.T) {
	t.Parallel()
	endpoint, prefix := memberOf(t), uniquePrefix(t)
	key, end := base64Of(prefix), base64Of(string(endOf(prefix)))
	putAll(t, newClient(t), prefix, "a", "b")

	for name, body := range map[string]object{
		"snake case and enum names":   {"key": key, "range_end": end, "sort_order": "DESCEND", "sort_target": "KEY", "limit": "1"},
		"camel case and enum numbers": {"key": key, "rangeEnd": end, "sortOrder": 2, "sortTarget": 0, "limit": 1},
		"unknown fields":              {"key": key, "range_end": end, "sort_order": "DESCEND", "limit": 1, "no_such_field": object{}},
	} {
		t.Run(name, func(t *testing.T) {
			answer := posted(t, endpoint, "/v3/kv/range", body)
			require.Equal(t, "2", answer["count"])
			require.Equal(t, true, answer["more"])
			require.Equal(t, base64Of(prefix+"b"), answer["kvs"].([]any)[0].(object)["key"])
		})
	}
	t.Run("older path", func(t *testing.T) {
		require.Equal(t, "2", posted(t, endpoint, "/v3beta/kv/range", object{"key": key, "range_end": end})["count"])
	})
}

// Sequential, because it compacts.
func TestGatewayCompaction(t *testing.T) {
	endpoint, client := memberOf(t), newClient(t)
	revision := put(t, client, uniquePrefix(t)+"a", "1")
	request := object{"revision": revision, "physical": true}

	require.Contains(t, posted(t, endpoint, "/v3/kv/compaction", request), "header")

	status, answer := post(t, endpoint, "/v3/kv/compaction", request)
	require.Equal(t, 400, status)
	require.EqualValues(t, 11, answer["code"])
	require.Equal(t, "etcdserver: mvcc: required revision has been compacted", answer["message"])
}
