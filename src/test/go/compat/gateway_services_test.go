package compat

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGatewayLease(t *testing.T) {
	t.Parallel()
	endpoint, prefix := memberOf(t), uniquePrefix(t)
	granted := posted(t, endpoint, "/v3/lease/grant", object{"TTL": 60})
	require.Equal(t, "60", granted["TTL"])
	id := granted["ID"].(string)
	key := base64Of(prefix + "a")
	posted(t, endpoint, "/v3/kv/put", object{"key": key, "value": base64Of("1"), "lease": id})

	for _, path := range []string{"/v3/lease/timetolive", "/v3/kv/lease/timetolive"} {
		left := posted(t, endpoint, path, object{"ID": id, "keys": true})
		require.Equal(t, "60", left["grantedTTL"])
		require.Equal(t, []any{key}, left["keys"])
	}
	for _, path := range []string{"/v3/lease/leases", "/v3/kv/lease/leases"} {
		require.Contains(t, posted(t, endpoint, path, object{})["leases"], object{"ID": id})
	}

	posted(t, endpoint, "/v3/kv/lease/revoke", object{"ID": id})
	require.NotContains(t, posted(t, endpoint, "/v3/kv/range", object{"key": key}), "kvs")
	status, answer := post(t, endpoint, "/v3/lease/revoke", object{"ID": id})
	require.Equal(t, 404, status)
	require.Equal(t, "etcdserver: requested lease not found", answer["message"])
	require.Equal(t, "-1", posted(t, endpoint, "/v3/lease/timetolive", object{"ID": id})["TTL"])
}

func TestGatewayMemberListAndStatus(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		list := posted(t, endpoint, "/v3/cluster/member/list", object{})
		require.NotContains(t, list["header"], "revision")
		members := list["members"].([]any)
		require.Len(t, members, len(endpoints()))
		for _, member := range members {
			for _, field := range []string{"ID", "name", "peerURLs", "clientURLs"} {
				require.Contains(t, member, field)
			}
			require.NotContains(t, member, "isLearner")
		}

		status := posted(t, endpoint, "/v3/maintenance/status", object{})
		require.Equal(t, "3.7.3", status["version"])
		require.Contains(t, fmt.Sprint(members), status["leader"])
		require.Equal(t, object{}, status["downgradeInfo"])
		for _, field := range []string{"dbSize", "dbSizeInUse", "raftIndex", "raftTerm", "raftAppliedIndex"} {
			require.IsType(t, "", status[field], field)
		}
	})
}
