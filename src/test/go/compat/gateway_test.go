package compat

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// object is a decoded JSON object. The gateway writes 64-bit numbers as strings and leaves zero values out.
type object = map[string]any

// post calls the JSON gateway of one member and returns status and body.
func post(t *testing.T, endpoint, path string, body any) (int, object) {
	t.Helper()
	response := postRaw(t, endpoint, path, encoded(t, body))
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	var answer object
	require.NoError(t, json.Unmarshal(text, &answer), "%s", text)
	require.Equal(t, "application/json", response.Header.Get("Content-Type"))
	return response.StatusCode, answer
}

// posted calls the JSON gateway and expects success.
func posted(t *testing.T, endpoint, path string, body any) object {
	t.Helper()
	status, answer := post(t, endpoint, path, body)
	require.Equal(t, http.StatusOK, status, "%v", answer)
	return answer
}

func postRaw(t *testing.T, endpoint, path string, body []byte) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(deadline(t), http.MethodPost, "http://"+endpoint+path, bytes.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	return response
}

func encoded(t *testing.T, body any) []byte {
	t.Helper()
	text, err := json.Marshal(body)
	require.NoError(t, err)
	return text
}

// base64Of writes bytes as the gateway does.
func base64Of(text string) string {
	return base64.StdEncoding.EncodeToString([]byte(text))
}

// fetch sends a request without a body and returns status and text.
func fetch(t *testing.T, method, endpoint, path string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(deadline(t), method, "http://"+endpoint+path, nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(text)
}
