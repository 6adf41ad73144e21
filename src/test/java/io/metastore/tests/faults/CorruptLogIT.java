package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A damaged log: a torn end is no loss, damage in the middle is never passed over in silence. */
@OnCluster(members = 1, products = Product.METASTORE)
final class CorruptLogIT {
    private static final int WRITES = 300;
    private static final Duration EXIT_MAX = Duration.ofSeconds(30);

    private final Launcher launcher;

    CorruptLogIT(Launcher launcher) {
        this.launcher = launcher;
    }

    private Cluster written() {
        Cluster cluster = launcher.start();
        for (int i = 0; i < WRITES; i++) {
            cluster.client().kv().put(put("torn/%03d".formatted(i), "v" + i));
        }
        cluster.member(0).kill();
        return cluster;
    }

    @Test
    void a_flipped_bit_in_the_middle_stops_the_start_and_says_what_to_do() {
        Cluster cluster = written();
        Member member = cluster.member(0);
        String where = new LogFiles(member.dataDir()).flipInTheMiddle();
        member.start();
        assertThat(member.awaitExit(EXIT_MAX)).as("exit code, flipped " + where).isNotZero();
        String said = member.log().sinceMark();
        assertThat(said).doesNotContain("ready to serve client requests");
        assertThat(said.toLowerCase(Locale.ROOT)).containsAnyOf("corrupt", "damaged");
        // Which files, and what an operator can do about it.
        assertThat(said).contains(member.dataDir().getFileName().toString());
        assertThat(said.toLowerCase(Locale.ROOT)).containsAnyOf("restore", "remove", "rejoin");
        cluster.close();
    }

    @Test
    void a_torn_end_costs_at_most_what_was_torn() {
        Cluster cluster = written();
        Member member = cluster.member(0);
        long full = WRITES;
        new LogFiles(member.dataDir()).cutTail(7);
        cluster.start();
        long count = member.client().kv().range(prefix("torn/").build()).getCount();
        assertThat(count).isBetween(full - 2, full);
        for (int i = 0; i < count; i++) {
            String key = "torn/%03d".formatted(i);
            assertThat(member.client().kv().range(get(key)).getKvs(0).getValue().toStringUtf8())
                    .isEqualTo("v" + i);
        }
        long revision = member.client().revision();
        assertThat(member.client().kv().put(put("torn/next", "v")).getHeader().getRevision())
                .isEqualTo(revision + 1);
        cluster.close();
    }
}
