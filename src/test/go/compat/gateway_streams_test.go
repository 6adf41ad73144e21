package compat

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// jsonStream is an answer of several JSON messages, one a line.
type jsonStream struct {
	t       *testing.T
	decoder *json.Decoder
}

func openJSONStream(t *testing.T, endpoint, path string, body any) *jsonStream {
	t.Helper()
	response := postRaw(t, endpoint, path, encoded(t, body))
	t.Cleanup(func() { _ = response.Body.Close() })
	require.Equal(t, 200, response.StatusCode)
	return &jsonStream{t, json.NewDecoder(response.Body)}
}

// next reads one message and returns its result.
func (s *jsonStream) next() object {
	s.t.Helper()
	var message object
	require.NoError(s.t, s.decoder.Decode(&message))
	require.Contains(s.t, message, "result", "%v", message)
	return message["result"].(object)
}

func TestGatewayWatch(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	stream := openJSONStream(t, memberOf(t), "/v3/watch", object{"create_request": object{
		"key": base64Of(prefix), "range_end": base64Of(string(endOf(prefix))), "prev_kv": true,
	}})
	created := stream.next()
	require.Equal(t, true, created["created"])
	require.NotContains(t, created, "watch_id", "the first id is zero and left out")

	put(t, client, prefix+"a", "1")
	remove(t, client, prefix+"a")

	var events []any
	for len(events) < 2 {
		events = append(events, stream.next()["events"].([]any)...)
	}
	written, deleted := events[0].(object), events[1].(object)
	require.NotContains(t, written, "type", "a put is the zero value")
	require.Equal(t, base64Of("1"), written["kv"].(object)["value"])
	require.Equal(t, "DELETE", deleted["type"])
	require.Equal(t, base64Of("1"), deleted["prev_kv"].(object)["value"])
}

func TestGatewayWatchReplaysHistory(t *testing.T) {
	t.Parallel()
	client, prefix := newClient(t), uniquePrefix(t)
	revision := put(t, client, prefix+"a", "1")

	stream := openJSONStream(t, memberOf(t), "/v3/watch", object{"create_request": object{
		"key": base64Of(prefix + "a"), "start_revision": revision,
	}})

	require.Equal(t, true, stream.next()["created"])
	require.Len(t, stream.next()["events"], 1)
}

func TestGatewayKeepAlive(t *testing.T) {
	t.Parallel()
	lease := grant(t, newClient(t), 60)

	alive := openJSONStream(t, memberOf(t), "/v3/lease/keepalive", object{"ID": lease}).next()
	require.Equal(t, "60", alive["TTL"])
	require.Contains(t, alive, "header")

	unknown := openJSONStream(t, memberOf(t), "/v3/lease/keepalive", object{"ID": freshLeaseID(t)}).next()
	require.NotContains(t, unknown, "TTL", "an unknown lease has no time left")
}
