package io.metastore.tests.robustness.load;

import static io.metastore.tests.client.Requests.prefix;

import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Clients that hold leases. */
public final class LeaseHolders implements AutoCloseable {
    /** A leader, an election and an estimate of the lease clock later. */
    private static final Duration LATE_MAX = Duration.ofSeconds(5);

    private final List<LeaseHolder> holders = new ArrayList<>();
    private final Threads threads = new Threads("lease-holder");

    public LeaseHolders(Members members, Workload.Settings settings, int count) {
        for (int number = 0; number < count; number++) {
            LeaseHolder holder =
                    new LeaseHolder(
                            "h" + number,
                            members,
                            settings.history().renewals(),
                            new Random(settings.seed() * 41 + number));
            holders.add(holder);
            threads.start(holder);
        }
    }

    /** After all have let go and without faults, the keys of the last leases go in time too. */
    public static void awaitAllExpired(Client client) {
        Await.until(
                "leases that nobody keeps alive end",
                Duration.ofSeconds(LeaseHolder.TTL_SECONDS).plus(LATE_MAX),
                () ->
                        client.kv()
                                        .range(
                                                prefix(LeaseHolder.PREFIX)
                                                        .setCountOnly(true)
                                                        .build())
                                        .getCount()
                                == 0);
    }

    @Override
    public void close() {
        holders.forEach(LeaseHolder::stop);
        threads.close();
    }
}
