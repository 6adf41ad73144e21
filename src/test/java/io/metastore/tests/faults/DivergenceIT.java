package io.metastore.tests.faults;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.compact;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One of three members holds a value that the others do not, under checksums that are right. */
@OnCluster(members = 3, storages = Storage.MEMORY, products = Product.METASTORE)
final class DivergenceIT {
    private static final int WRITES = 300;

    /** Large, so that the log soon weighs enough for a snapshot. */
    private static final String VALUE = "v".repeat(1000);

    private static final Duration FOUND_MAX = Duration.ofSeconds(20);

    private final Launcher launcher;

    DivergenceIT(Launcher launcher) {
        this.launcher = launcher;
    }

    private Cluster written(String... flags) {
        List<String> all = new ArrayList<>(Arrays.asList(flags));
        all.addAll(List.of("--snapshot-count", "100", "--snapshot-catchup-entries", "50"));
        Cluster cluster = launcher.start(all.toArray(String[]::new));
        for (int i = 0; i < WRITES; i++) {
            cluster.client().kv().put(put("diverge/%03d".formatted(i), VALUE));
        }
        for (Member member : cluster.members()) {
            Await.until("a snapshot", FOUND_MAX, () -> SilentChange.isPossible(member.dataDir()));
        }
        return cluster;
    }

    /** Stops a follower, changes what it holds and returns it, not started again. */
    private static Member changed(Cluster cluster) {
        Member follower = cluster.followers().get(0);
        follower.stop();
        SilentChange.inSnapshot(follower.dataDir());
        return follower;
    }

    @Test
    void comparison_of_everything_blames_the_member_and_stops_writes() {
        Cluster cluster = written("--corrupt-check-time", "1s");
        Member wrong = changed(cluster);
        wrong.start();
        wrong.awaitReady();

        awaitAlarm(cluster, wrong);
        Client client = cluster.leader().client();
        assertRefused(
                Code.DATA_LOSS,
                "etcdserver: corrupt cluster",
                () -> client.kv().put(put("diverge/late", "v")));
        HttpResponse<String> readiness = ready(cluster.member(0));
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).contains("[-]data_corruption");
        assertThat(cluster.leader().log().tail()).contains("members have different hashes");
        cluster.close();
    }

    @Test
    void comparison_at_compactions_blames_the_member() {
        Cluster cluster = written("--compact-hash-check-time", "1s");
        Member wrong = changed(cluster);
        wrong.start();
        wrong.awaitReady();
        long revision = cluster.client().revision();
        cluster.client().kv().compact(compact(revision - 1));

        awaitAlarm(cluster, wrong);
        assertThat(cluster.leader().log().tail())
                .contains("compaction left different hashes", "revision=" + (revision - 1));
        cluster.close();
    }

    @Test
    void member_compares_before_it_serves_when_asked_to() {
        Cluster cluster = written("--feature-gates", "InitialCorruptCheck=true");
        Member wrong = changed(cluster);
        wrong.start();

        assertThat(wrong.awaitExit(FOUND_MAX)).as("exit code").isNotZero();
        assertThat(wrong.log().sinceMark())
                .contains("found data inconsistency with peers", "revision=")
                .doesNotContain("ready to serve client requests");
        cluster.leader().client().kv().put(put("diverge/late", "v"));
        cluster.close();
    }

    private static void awaitAlarm(Cluster cluster, Member wrong) {
        long id = wrong.client().memberId();
        Client client = cluster.leader().client();
        Await.until("an alarm", FOUND_MAX, () -> !alarms(client).isEmpty());
        assertThat(alarms(client))
                .containsExactly(
                        AlarmMember.newBuilder()
                                .setMemberID(id)
                                .setAlarm(AlarmType.CORRUPT)
                                .build());
    }

    private static List<AlarmMember> alarms(Client client) {
        return client.maintenance().alarm(AlarmRequest.getDefaultInstance()).getAlarmsList();
    }

    private static HttpResponse<String> ready(Member member) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(member.clientUrl() + "/readyz?verbose")).build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
