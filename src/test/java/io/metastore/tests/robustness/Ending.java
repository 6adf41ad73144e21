package io.metastore.tests.robustness;

import static io.metastore.tests.client.Requests.OPEN_END;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Requests;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.faults.SameState;
import io.metastore.tests.robustness.history.Bounds;
import io.metastore.tests.robustness.history.Checker;
import io.metastore.tests.robustness.history.HistoryFolder;
import io.metastore.tests.robustness.history.Row;
import io.metastore.tests.robustness.load.LeaseHolders;
import io.metastore.tests.robustness.load.Members;
import io.metastore.tests.robustness.load.Watchers;
import io.metastore.tests.robustness.load.Workload;
import java.time.Duration;

/** What must hold once all faults are removed, and the judgement on the whole history. */
final class Ending {
    private static final Duration HEALED_MAX = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CAUGHT_UP_MAX = Duration.ofSeconds(60);
    private static final int ANSWERS_OF_EACH = 20;
    private static final int READER = 1_000;

    private final Cluster cluster;
    private final Members members;
    private final HistoryFolder history;
    private final RangeResponse beginning;

    /** Remembers what there is now, before anybody works. */
    Ending(Cluster cluster, Members members, HistoryFolder history) {
        this.cluster = cluster;
        this.members = members;
        this.history = history;
        this.beginning = everything(cluster.client());
    }

    private static RangeResponse everything(Client client) {
        return client.kv()
                .range(RangeRequest.newBuilder().setKey(OPEN_END).setRangeEnd(OPEN_END).build());
    }

    /** The revision before the first of this history. */
    long first() {
        return beginning.getHeader().getRevision();
    }

    /** Nobody helps the cluster: every member serves again soon, and every client gets answers. */
    void awaitHealing(Workload workload) {
        for (Member member : members.now()) {
            Await.until(
                    member + " answers a linearizable read", HEALED_MAX, () -> answers(member));
        }
        workload.awaitProgressOfEach(ANSWERS_OF_EACH, HEALED_MAX);
    }

    private static boolean answers(Member member) {
        try {
            member.client().reconnect();
            member.client().withDeadline(ATTEMPT).kv().range(Requests.get("healed"));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    /** After the clients have stopped; only the watchers are still there. */
    void verify(Watchers watchers) {
        LeaseHolders.awaitAllExpired(cluster.client());
        Workload.readAll(members, history, READER);
        long last = SameState.assertSame(cluster);
        long start = Math.max(first(), compacted(last)) + 1;
        members.now().forEach(member -> watchers.stayAt(member, history, start));
        watchers.awaitRevision(last, CAUGHT_UP_MAX);
        history.bounds(
                new Bounds(first(), beginning.getKvsList().stream().map(Row::of).toList(), last));
        watchers.close();
        history.close();
        judge(history);
    }

    private long compacted(long revision) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(revision).build();
        return cluster.client().maintenance().hashKV(request).getCompactRevision();
    }

    static void judge(HistoryFolder history) {
        Checker.Verdict verdict = Checker.check(history.path());
        System.out.println(verdict.text());
        assertThat(verdict.accepted())
                .as("history in %s\n%s", history.path(), verdict.text())
                .isTrue();
    }
}
