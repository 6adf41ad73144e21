package io.metastore.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Network;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A machine between the members that forgets all connections over it. */
@OnCluster(members = 3, products = Product.METASTORE, storages = Storage.MIXED)
final class LostConnectionsIT {
    private static final Duration BACK_MAX = Duration.ofSeconds(20);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Network network;

    LostConnectionsIT(Launcher launcher) {
        this.cluster = launcher.startOnceInNetwork();
        this.network = cluster.network();
    }

    @Test
    void connections_that_were_lost_without_a_word_are_made_anew() {
        Member leader = cluster.leader();
        Client follower = cluster.followers().get(0).client();
        assertThat(follower.isWritten(ATTEMPT, "lost", "before")).isTrue();
        cluster.members().forEach(network::lose);

        Await.until(
                "a write at the old leader",
                BACK_MAX,
                () -> leader.client().isWritten(ATTEMPT, "lost", "after"));
        Await.until(
                "every member writes",
                BACK_MAX,
                () ->
                        cluster.members().stream()
                                .allMatch(m -> m.client().isWritten(ATTEMPT, "lost", "by all")));
    }
}
