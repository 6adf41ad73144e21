package io.metastore.tests.lease;

import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Stream;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import org.junit.jupiter.api.Test;

/**
 * Clients of etcd keep a lease alive once by opening a stream and resetting it after the answer.
 * However many do so, what else is on their connection goes on.
 */
@OnCluster(members = 1, storages = Storage.MEMORY)
final class KeepAliveOnceIT {
    private static final int TIMES = 300;
    private static final long TTL_SECONDS = 60;

    private final Cluster cluster;

    KeepAliveOnceIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void many_streams_that_are_reset_leave_the_connection_alone() {
        Client client = cluster.client();
        long lease = client.lease().leaseGrant(grant(TTL_SECONDS)).getID();
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix("once/").build());
            for (int i = 0; i < TIMES; i++) {
                assertThat(keepAliveOnce(client, lease).getTTL()).isEqualTo(TTL_SECONDS);
            }
            client.kv().put(put("once/a", "v"));
            assertThat(watch.events(1)).hasSize(1);
        }
    }

    private static LeaseKeepAliveResponse keepAliveOnce(Client client, long lease) {
        try (Stream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> stream = client.keepAlive()) {
            stream.send(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
            return stream.next();
        }
    }
}
