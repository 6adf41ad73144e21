package compat

import (
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/etcd/client/v3/concurrency"
)

// Money is moved between accounts by several clients; a lost or doubled update changes the total.
func TestTransactionalMemoryKeepsTheTotal(t *testing.T) {
	t.Parallel()
	for name, isolation := range map[string]concurrency.Isolation{
		"serializable snapshot": concurrency.SerializableSnapshot,
		"serializable":          concurrency.Serializable,
		"repeatable reads":      concurrency.RepeatableReads,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, prefix := newClient(t), uniquePrefix(t)
			const accounts, workers, transfers = 3, 4, 10
			for account := range accounts {
				put(t, client, prefix+strconv.Itoa(account), "100")
			}
			ctx := deadline(t)
			var group sync.WaitGroup
			failures := make(chan error, workers)
			for worker := range workers {
				// One member for each worker: the later reads of a snapshot are local reads at the revision of the
				// first, and another member may not have reached that revision yet.
				own := newClientOf(t, endpoints()[worker%len(endpoints())])
				get(t, own, prefix) // A linearizable read makes the member catch up with the accounts.
				group.Go(func() {
					for number := range transfers {
						from := prefix + strconv.Itoa((worker+number)%accounts)
						to := prefix + strconv.Itoa((worker+number+1)%accounts)
						_, err := concurrency.NewSTM(own, func(stm concurrency.STM) error {
							return transfer(stm, from, to, number)
						}, concurrency.WithIsolation(isolation), concurrency.WithAbortContext(ctx))
						if err != nil {
							failures <- err
							return
						}
					}
				})
			}
			group.Wait()
			close(failures)
			for err := range failures {
				require.NoError(t, err)
			}
			total := 0
			for account := range accounts {
				amount, err := strconv.Atoi(string(get(t, client, prefix+strconv.Itoa(account)).Kvs[0].Value))
				require.NoError(t, err)
				total += amount
			}
			require.Equal(t, accounts*100, total)
		})
	}
}

func transfer(stm concurrency.STM, from, to string, amount int) error {
	source, err := strconv.Atoi(stm.Get(from))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	target, err := strconv.Atoi(stm.Get(to))
	if err != nil {
		return fmt.Errorf("%s: %w", to, err)
	}
	stm.Put(from, strconv.Itoa(source-amount))
	stm.Put(to, strconv.Itoa(target+amount))
	return nil
}
