package io.metastore.tests.faults;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.metastore.api.mvccpb.Event;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members that stand still with their connections open (SIGSTOP) and wake up again. */
@OnCluster(members = 3, storages = Storage.MIXED)
final class StandstillIT {
    private static final Duration ELECTION_MAX = Duration.ofSeconds(15);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final String NO_LEADER = "etcdserver: no leader";

    private final Cluster cluster;

    StandstillIT(Launcher launcher) {
        this.cluster = launcher.startOnce();
    }

    @AfterEach
    void wake_all() {
        cluster.members().forEach(Member::resume);
    }

    @Test
    void a_leader_that_slept_through_its_replacement_reads_nothing_stale() {
        Member old = cluster.leader();
        List<Member> others = cluster.followers();
        old.client().kv().put(put("stale", "old"));
        old.pause();
        Client other = others.get(0).client();
        Await.until(
                "a write without it", ELECTION_MAX, () -> other.isWritten(ATTEMPT, "stale", "new"));
        old.resume();
        // The very first answer must already know of the write.
        assertThat(firstAnswer(old.client())).isEqualTo("new");
    }

    private static String firstAnswer(Client client) {
        String[] answer = {""};
        Await.until(
                "a linearizable read through the woken member",
                ELECTION_MAX,
                () -> {
                    try {
                        answer[0] =
                                client.kv().range(get("stale")).getKvs(0).getValue().toStringUtf8();
                        return true;
                    } catch (StatusRuntimeException e) {
                        return false;
                    }
                });
        return answer[0];
    }

    @Test
    void a_member_alone_says_so_and_serves_only_what_it_may() {
        Member alone = cluster.followers().get(0);
        cluster.client().kv().put(put("alone", "v"));
        assertThat(alone.client().kv().range(get("alone")).getCount()).isEqualTo(1);
        WatchStream watch = alone.client().requiringLeader().watch();
        watch.create(watchPrefix("alone").build());
        List<Member> rest = cluster.members().stream().filter(m -> m != alone).toList();
        rest.forEach(Member::pause);

        Await.until("it knows no leader", ELECTION_MAX, () -> alone.client().leaderId() == 0);
        assertThat(alone.client().status().getErrorsList()).contains(NO_LEADER);
        assertRefused(
                Code.UNAVAILABLE,
                NO_LEADER,
                () -> alone.client().requiringLeader().kv().put(put("alone", "w")));
        assertThat(
                        alone.client()
                                .kv()
                                .range(get("alone").toBuilder().setSerializable(true).build())
                                .getCount())
                .isEqualTo(1);
        Status end = watch.end();
        assertThat(end.getCode()).isEqualTo(Code.UNAVAILABLE);
        assertThat(end.getDescription()).isEqualTo(NO_LEADER);
        assertThat(alone.client().isWritten(ATTEMPT, "alone", "x")).isFalse();

        rest.forEach(Member::resume);
        Await.until(
                "writes go on",
                ELECTION_MAX,
                () -> alone.client().isWritten(ATTEMPT, "alone", "after"));
    }

    @Test
    void an_answer_that_comes_after_the_deadline_leaves_the_connection_alone() {
        Member member = cluster.member(0);
        List<Member> rest = cluster.members().stream().filter(m -> m != member).toList();
        Client client = member.client();
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix("late").build());
            rest.forEach(Member::pause);
            for (int i = 0; i < 5; i++) {
                assertThat(client.isWritten(ATTEMPT, "late", "v" + i)).isFalse();
            }
            rest.forEach(Member::resume);
            // The member learns what became of the five and has nobody to tell.
            Await.until(
                    "writes go on", ELECTION_MAX, () -> client.isWritten(ATTEMPT, "late", "last"));
            List<Event> seen = List.of();
            while (seen.stream().noneMatch(event -> isOf(event, "last"))) {
                seen = watch.events(1);
            }
            assertThat(watch.isExhausted()).isFalse();
        }
    }

    private static boolean isOf(Event event, String value) {
        return event.getKv().getValue().toStringUtf8().equals(value);
    }

    @Test
    void a_follower_that_slept_catches_up_and_its_watchers_miss_nothing() {
        Member sleeper = cluster.followers().get(0);
        Member awake = cluster.leader();
        try (WatchStream watch = sleeper.client().watch()) {
            watch.create(watchPrefix("sleep/").build());
            sleeper.pause();
            long revision = 0;
            for (int i = 0; i < 200; i++) {
                revision =
                        awake.client().kv().put(put("sleep/" + i, "v")).getHeader().getRevision();
            }
            sleeper.resume();
            List<Event> events = watch.events(200);
            assertThat(events.get(199).getKv().getModRevision()).isEqualTo(revision);
            assertThat(sleeper.client().kv().range(get("sleep/199")).getCount()).isEqualTo(1);
        }
    }
}
