package io.metastore.tests.process;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.http.Http;
import io.metastore.tests.junit.OnCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Starting with good and bad settings, and ending when asked to. */
@OnCluster(members = 1)
final class StartIT {
    private final Launcher launcher;

    StartIT(Launcher launcher) {
        this.launcher = launcher;
    }

    private Member ended(String... flags) {
        Member member = launcher.prepare(flags).member(0);
        member.start();
        assertThat(member.awaitExit()).as("exit code").isNotZero();
        return member;
    }

    @Test
    void an_unknown_flag_stops_the_start_and_is_named() {
        assertThat(ended("--no-such-flag", "1").log().sinceMark()).contains("no-such-flag");
    }

    @Test
    void bad_values_stop_the_start_and_are_named() {
        assertThat(ended("--election-timeout", "soon").log().sinceMark())
                .contains("election-timeout");
        assertThat(ended("--election-timeout", "200").log().sinceMark())
                .contains("election-timeout");
        assertThat(ended("--initial-cluster", "other=http://127.0.0.1:1").log().sinceMark())
                .contains("initial-cluster");
    }

    @Test
    void a_port_that_is_taken_stops_the_start() throws IOException {
        Member member = launcher.prepare().member(0);
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), member.clientPort()));
            member.start();
            assertThat(member.awaitExit()).isNotZero();
            assertThat(member.log().sinceMark()).contains("" + member.clientPort());
        }
    }

    @Test
    void the_version_is_told_as_etcd_does() {
        Member member = launcher.prepare("--version").member(0);
        member.start();
        assertThat(member.awaitExit()).isZero();
        assertThat(member.log().sinceMark()).contains("etcd Version: 3.7.3");
    }

    @Test
    void a_member_ends_in_time_when_told_to_and_finds_everything_again() {
        Cluster cluster = launcher.start();
        Member member = cluster.member(0);
        long revision = member.client().kv().put(put("start", "v")).getHeader().getRevision();
        member.stop();
        cluster.start();
        assertThat(member.client().kv().range(get("start")).getKvs(0).getModRevision())
                .isEqualTo(revision);
        assertThat(member.client().revision()).isEqualTo(revision);
    }

    @Test
    void whoever_reaches_a_member_that_starts_finds_it_ready() {
        Member member = launcher.prepare().member(0);
        member.start();
        // The first answer that there is, however early.
        var answer = new AtomicInteger();
        Await.until(
                "an answer",
                Duration.ofSeconds(60),
                () -> {
                    answer.set(readiness(member));
                    return answer.get() != 0 || !member.isAlive();
                });
        assertThat(answer.get()).isEqualTo(200);
    }

    /** The status of the readiness probe, 0 when nobody answers. */
    private static int readiness(Member member) {
        try {
            return new Http(member).get("/readyz").statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
