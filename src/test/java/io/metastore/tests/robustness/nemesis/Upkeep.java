package io.metastore.tests.robustness.nemesis;

import static io.metastore.tests.client.Requests.compact;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.DefragmentRequest;
import io.metastore.api.etcdserverpb.MoveLeaderRequest;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.robustness.load.Watchers;
import java.time.Duration;
import java.util.List;

/** What operators do to a cluster that serves; it may fail while something else is wrong. */
public final class Upkeep {
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final int KEPT_REVISIONS_MAX = 100;
    private static final int BRIEF_CHARS_MAX = 120;

    private Upkeep() {}

    /** Compacts what all watchers have seen, but for a few revisions. */
    public static Fault compaction(Watchers watchers) {
        return stage -> {
            long revision = watchers.seenByAll() - stage.random().nextInt(KEPT_REVISIONS_MAX);
            if (revision > 0) {
                call(
                        stage,
                        "compact " + revision,
                        client -> client.kv().compact(compact(revision)));
            }
        };
    }

    public static Fault defragmentation() {
        return stage ->
                call(
                        stage,
                        "defragment",
                        client ->
                                client.maintenance()
                                        .defragment(DefragmentRequest.getDefaultInstance()));
    }

    /** The leader hands over to another member. */
    public static Fault leaderMove() {
        return stage -> stage.leader().ifPresent(leader -> move(stage, leader));
    }

    private static void move(Stage stage, Member leader) {
        List<Member> members = stage.shuffled();
        Member target = members.get(0) == leader ? members.get(1) : members.get(0);
        attempt(
                stage,
                "move the leader from " + leader.name() + " to " + target.name(),
                () ->
                        leader.client()
                                .withDeadline(ATTEMPT)
                                .maintenance()
                                .moveLeader(
                                        MoveLeaderRequest.newBuilder()
                                                .setTargetID(idOf(target))
                                                .build()));
    }

    private static long idOf(Member member) {
        return member.client().withDeadline(ATTEMPT).memberId();
    }

    private interface Call {
        void on(Client client);
    }

    private static void call(Stage stage, String what, Call call) {
        Member member = stage.shuffled().get(0);
        attempt(
                stage,
                what + " through " + member.name(),
                () -> call.on(member.client().withDeadline(ATTEMPT)));
    }

    private static void attempt(Stage stage, String what, Runnable call) {
        try {
            call.run();
            stage.say(what);
        } catch (StatusRuntimeException e) {
            stage.say(what + " failed: " + brief(e));
        }
    }

    /** The transport adds its whole history to some of its failures. */
    private static String brief(StatusRuntimeException failure) {
        String text = failure.getMessage().lines().findFirst().orElse("");
        return text.substring(0, Math.min(text.length(), BRIEF_CHARS_MAX));
    }
}
