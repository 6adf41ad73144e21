package main

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
)

// So many keys are read at once.
const pageKeys = 2000

// What became of the writes; lists hold keys.
type verdict struct {
	Acknowledged   int      `json:"acknowledged"`
	Unknown        int      `json:"unknown"`
	UnknownPresent int      `json:"unknownPresent"`
	Lost           []string `json:"lost"`
	Wrong          []string `json:"wrong"`
}

// Compares the book with what is there, at one revision, read linearizably. The writers must have
// been stopped.
func (b *book) check(ctx context.Context, client *clientv3.Client) (verdict, error) {
	defer client.Close()
	found, err := readAll(ctx, client)
	if err != nil {
		return verdict{}, err
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return judge(b.writes, found), nil
}

// A pure comparison: `found` has the revision of the last change of each key that is there.
func judge(writes, found map[string]write) verdict {
	result := verdict{Lost: []string{}, Wrong: []string{}}
	for key, written := range writes {
		there, present := found[key]
		switch {
		case written.revision != 0 && !present:
			result.Lost = append(result.Lost, key)
		case present && there.value != written.value,
			written.revision != 0 && there.revision != written.revision:
			result.Wrong = append(result.Wrong, key)
		case present && written.revision == 0:
			result.UnknownPresent++
		}
		if written.revision == 0 {
			result.Unknown++
		} else {
			result.Acknowledged++
		}
	}
	for key := range found {
		if _, written := writes[key]; !written {
			result.Wrong = append(result.Wrong, key)
		}
	}
	return result
}

func readAll(ctx context.Context, client *clientv3.Client) (map[string]write, error) {
	found := map[string]write{}
	end := clientv3.GetPrefixRangeEnd(prefix)
	from, revision := prefix, int64(0)
	for {
		page, err := client.Get(ctx, from, clientv3.WithRange(end), clientv3.WithLimit(pageKeys),
			clientv3.WithRev(revision))
		if err != nil {
			return nil, err
		}
		revision = page.Header.Revision
		for _, kv := range page.Kvs {
			found[string(kv.Key)] = write{string(kv.Value), kv.ModRevision}
			from = string(kv.Key) + "\x00"
		}
		if !page.More {
			return found, nil
		}
	}
}
