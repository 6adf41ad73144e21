package compat

import (
	"crypto/rand"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/api/v3/mvccpb"
	clientv3 "go.etcd.io/etcd/client/v3"
)

// uniquePrefix returns a key prefix that no other test and no earlier run uses.
func uniquePrefix(t *testing.T) string {
	t.Helper()
	return fmt.Sprintf("/%s/%s/", t.Name(), rand.Text()[:10])
}

// endOf returns the end of the range of all keys with the prefix.
func endOf(prefix string) []byte {
	return []byte(clientv3.GetPrefixRangeEnd(prefix))
}

// put writes one key and returns the revision of the write.
func put(t *testing.T, client *clientv3.Client, key, value string, options ...clientv3.OpOption) int64 {
	t.Helper()
	response, err := client.Put(deadline(t), key, value, options...)
	require.NoError(t, err)
	return response.Header.Revision
}

// putAll writes prefix+name = name for each name, in order.
func putAll(t *testing.T, client *clientv3.Client, prefix string, names ...string) {
	t.Helper()
	for _, name := range names {
		put(t, client, prefix+name, name)
	}
}

func get(t *testing.T, client *clientv3.Client, key string, options ...clientv3.OpOption) *clientv3.GetResponse {
	t.Helper()
	response, err := client.Get(deadline(t), key, options...)
	require.NoError(t, err)
	return response
}

// names returns the keys without their prefix, in the order of the answer.
func names(prefix string, kvs []*mvccpb.KeyValue) []string {
	found := []string{}
	for _, kv := range kvs {
		found = append(found, string(kv.Key)[len(prefix):])
	}
	return found
}

// numbered returns key names 00 to count-1, which sort like their numbers.
func numbered(count int) []string {
	found := make([]string, count)
	for number := range found {
		found[number] = fmt.Sprintf("%03d", number)
	}
	return found
}
