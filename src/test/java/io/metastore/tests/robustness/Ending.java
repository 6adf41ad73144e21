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
import java.util.List;

/** What must hold once all faults are removed, and the judgement on the whole history. */
final class Ending {
    private static final Duration HEALED_MAX = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CAUGHT_UP_MAX = Duration.ofSeconds(60);
    private static final int ANSWERS_OF_EACH = 20;
    private static final int READER = 1_000;

    private final Members members;
    private final Workload.Settings settings;
    private final RangeResponse beginning;

    /** Remembers what there is now, before anybody works. */
    Ending(Members members, Workload.Settings settings) {
        this.members = members;
        this.settings = settings;
        this.beginning = everything(client());
    }

    private Client client() {
        return members.now().get(0).client();
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
            Await.until(member + " answers a linearizable read", HEALED_MAX, () -> answers(member));
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

    /** After the clients have stopped: all members are the same, and the history is right. */
    void verify(Watchers watchers) {
        LeaseHolders.awaitAllExpired(client());
        Checker.Verdict verdict = judge(watchers);
        System.out.println(verdict.text());
        assertThat(verdict.accepted())
                .as("history in %s\n%s", settings.history().path(), verdict.text())
                .isTrue();
    }

    /** Completes the history and hands it to the checker. */
    Checker.Verdict judge(Watchers watchers) {
        HistoryFolder history = settings.history();
        Workload.readAll(members, settings, READER);
        long last = SameState.assertSame(members.now());
        long start = Math.max(first(), compacted(last)) + 1;
        members.now().forEach(member -> watchers.stayAt(member, history, start));
        watchers.awaitRevision(last, CAUGHT_UP_MAX);
        List<Row> rows = beginning.getKvsList().stream().map(Row::of).toList();
        history.bounds(new Bounds(first(), rows, last));
        watchers.close();
        history.close();
        return Checker.check(history.path());
    }

    private long compacted(long revision) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(revision).build();
        return client().maintenance().hashKV(request).getCompactRevision();
    }
}
