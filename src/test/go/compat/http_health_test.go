package compat

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHealthPath(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		for _, path := range []string{"/health", "/health?serializable=true", "/health?exclude=NOSPACE"} {
			status, text := fetch(t, http.MethodGet, endpoint, path)
			require.Equal(t, http.StatusOK, status, path)
			require.JSONEq(t, `{"health":"true","reason":""}`, text)
		}
		status, _ := fetch(t, http.MethodPost, endpoint, "/health")
		require.Equal(t, http.StatusMethodNotAllowed, status)
	})
}

func TestLivezAndReadyz(t *testing.T) {
	t.Parallel()
	checks := map[string][]string{
		"/livez":  {"serializable_read"},
		"/readyz": {"data_corruption", "serializable_read", "linearizable_read", "non_learner"},
	}
	onEachMember(t, func(t *testing.T, endpoint string) {
		for path, names := range checks {
			ok := func(path string) string {
				status, text := fetch(t, http.MethodGet, endpoint, path)
				require.Equal(t, http.StatusOK, status, path)
				return text
			}
			require.Equal(t, "ok\n", ok(path))

			lines := strings.Split(strings.TrimSpace(ok(path+"?verbose")), "\n")
			want := []string{"ok"}
			for _, name := range names {
				want = append(want, "[+]"+name+" ok")
				require.Equal(t, "ok\n", ok(path+"/"+name))
			}
			require.ElementsMatch(t, want, lines, "the order is free")
			require.Equal(t, "ok", lines[len(lines)-1])

			require.NotContains(t, ok(path+"?verbose&exclude=serializable_read"), "[+]serializable_read ok")
			status, _ := fetch(t, http.MethodGet, endpoint, path+"/no_such_check")
			require.Equal(t, http.StatusNotFound, status)
		}
	})
}

func TestVersionPath(t *testing.T) {
	t.Parallel()
	onEachMember(t, func(t *testing.T, endpoint string) {
		statusOf(t, newClientOf(t, endpoint), endpoint)
		status, text := fetch(t, http.MethodGet, endpoint, "/version")
		require.Equal(t, http.StatusOK, status)
		require.JSONEq(t, `{"etcdserver":"3.7.3","etcdcluster":"3.7.0","storage":"3.7.0"}`, text)
		status, _ = fetch(t, http.MethodPost, endpoint, "/version")
		require.Equal(t, http.StatusMethodNotAllowed, status)
	})
}

func TestBrowsersMayCallFromAnywhere(t *testing.T) {
	t.Parallel()
	request, err := http.NewRequestWithContext(deadline(t), http.MethodOptions, "http://"+memberOf(t)+"/v3/kv/range", nil)
	require.NoError(t, err)
	request.Header.Set("Origin", "http://elsewhere.example")

	response, err := http.DefaultClient.Do(request)

	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, http.StatusOK, response.StatusCode)
	require.Equal(t, "*", response.Header.Get("Access-Control-Allow-Origin"))
	require.Equal(t, "POST, GET, OPTIONS, PUT, DELETE", response.Header.Get("Access-Control-Allow-Methods"))
	require.Equal(t, "accept, content-type, authorization", response.Header.Get("Access-Control-Allow-Headers"))
}
