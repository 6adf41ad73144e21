package compat

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGatewayErrors(t *testing.T) {
	t.Parallel()
	key := base64Of(uniquePrefix(t) + "a")
	cases := []struct {
		name, path string
		body       any
		status     int
		code       int
		message    string
	}{
		{"invalid argument", "/v3/kv/range", object{}, http.StatusBadRequest, 3, "etcdserver: key is not provided"},
		{"out of range", "/v3/kv/range", object{"key": key, "revision": "1152921504606846976"}, http.StatusBadRequest, 11,
			"etcdserver: mvcc: required revision is a future revision"},
		{"not found", "/v3/kv/put", object{"key": key, "lease": "4711"}, http.StatusNotFound, 5,
			"etcdserver: requested lease not found"},
		{"unknown path", "/v3/kv/nothing", object{}, http.StatusNotFound, 5, "Not Found"},
		{"no path for the stream of ranges", "/v3/kv/rangestream", object{}, http.StatusNotFound, 5, "Not Found"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			status, answer := post(t, memberOf(t), c.path, c.body)
			require.Equal(t, c.status, status)
			require.EqualValues(t, c.code, answer["code"])
			require.Equal(t, c.message, answer["message"])
		})
	}
	t.Run("body is no JSON", func(t *testing.T) {
		response := postRaw(t, memberOf(t), "/v3/kv/range", []byte("{bad"))
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		var answer object
		require.NoError(t, json.Unmarshal(text, &answer), "%s", text)
		require.Equal(t, http.StatusBadRequest, response.StatusCode)
		require.EqualValues(t, 3, answer["code"])
		require.NotEmpty(t, answer["message"])
	})
	t.Run("get is not allowed", func(t *testing.T) {
		status, text := fetch(t, http.MethodGet, memberOf(t), "/v3/kv/range")
		require.Equal(t, http.StatusNotImplemented, status)
		require.JSONEq(t, `{"code":12,"message":"Method Not Allowed"}`, text)
	})
}

func TestOtherPathsAreNotFound(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/nothing", "/members", "/v3alpha/kv/range", "/config/local/log"} {
		status, _ := fetch(t, http.MethodPost, memberOf(t), path)
		require.Equal(t, http.StatusNotFound, status, path)
	}
}
