package io.metastore.tests.quota;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.compact;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.deletePrefix;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.api.etcdserverpb.DefragmentRequest;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.junit.OnCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A small quota is filled, seen by everybody, and got out of. */
@OnCluster
final class QuotaIT {
    private static final String NO_SPACE = "etcdserver: mvcc: database space exceeded";
    private static final long QUOTA_BYTES = 8 << 20;
    private static final int VALUE_BYTES = 256 << 10;

    /** Far more than the quota holds. */
    private static final int PUTS_MAX = 400;

    private static final Duration ALARM_MAX = Duration.ofSeconds(5);

    private final Launcher launcher;

    QuotaIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void a_full_store_refuses_what_adds_and_is_got_out_of_by_deleting() throws Exception {
        Cluster cluster = launcher.start("--quota-backend-bytes", Long.toString(QUOTA_BYTES));
        Client client = cluster.client();
        assertThat(client.status().getDbSizeQuota()).isEqualTo(QUOTA_BYTES);
        long lease = client.lease().leaseGrant(grant(600)).getID();
        client.kv().put(put("small", "1"));

        fill(client);

        long alarmed = raisedBy(client);
        for (Member member : cluster.members()) {
            assertThatEveryMemberTells(member, alarmed);
        }
        assertThatWhatAddsIsRefused(client);
        assertThatTheRestGoesOn(cluster.members().get(cluster.members().size() - 1).client());
        client.lease().leaseRevoke(revoke(lease));

        getOut(cluster);

        client.kv().put(put("small", "2"));
        assertThat(client.kv().range(get("small")).getKvs(0).getValue().toStringUtf8())
                .isEqualTo("2");
        assertThat(client.status().getErrorsList()).isEmpty();
    }

    @Test
    void an_alarm_cleared_too_early_comes_back_with_the_next_write() {
        Cluster cluster = launcher.start("--quota-backend-bytes", Long.toString(QUOTA_BYTES));
        Client client = cluster.client();
        fill(client);
        assertThat(raisedBy(client)).isNotZero();

        disarm(client);

        assertRefused(
                Code.RESOURCE_EXHAUSTED,
                NO_SPACE,
                () -> client.kv().put(put("more", "x".repeat(VALUE_BYTES))));
        assertThat(raisedBy(client)).isNotZero();
    }

    /**
     * The member whose alarm there is: of MetaStore the one that was asked for too much, which has
     * raised it when it answers. Of etcd the first or the first few to come so far, after the
     * answer.
     */
    private long raisedBy(Client client) {
        if (launcher.setup().product() == Product.ETCD) {
            Await.until("an alarm", ALARM_MAX, () -> !alarms(client).isEmpty());
            return alarms(client).get(0).getMemberID();
        }
        AlarmMember own =
                AlarmMember.newBuilder()
                        .setMemberID(client.memberId())
                        .setAlarm(AlarmType.NOSPACE)
                        .build();
        assertThat(alarms(client)).contains(own);
        return own.getMemberID();
    }

    /** Puts until it is refused, which must happen in time. */
    private static void fill(Client client) {
        // Random, because an engine may compress what it stores.
        Random random = new Random(1);
        for (int i = 0; i < PUTS_MAX; i++) {
            try {
                client.kv().put(put("fill/" + i, letters(random)));
            } catch (StatusRuntimeException e) {
                assertThat(i).as("puts before the refusal").isGreaterThan(4);
                assertThat(e.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(e.getStatus().getDescription()).isEqualTo(NO_SPACE);
                return;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private static String letters(Random random) {
        StringBuilder letters = new StringBuilder(VALUE_BYTES);
        random.ints(VALUE_BYTES, '!', '~').forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static void assertThatEveryMemberTells(Member member, long alarmed) throws Exception {
        assertThat(alarms(member.client())).extracting(AlarmMember::getMemberID).contains(alarmed);
        assertThat(member.client().status().getErrorsList())
                .anyMatch(text -> text.startsWith("memberID:" + Long.toUnsignedString(alarmed)))
                .allMatch(text -> text.contains("alarm:NOSPACE"));
        assertThat(health(member, "/health"))
                .isEqualTo("503 {\"health\":\"false\",\"reason\":\"ALARM NOSPACE\"}");
        assertThat(health(member, "/health?exclude=NOSPACE"))
                .isEqualTo("200 {\"health\":\"true\",\"reason\":\"\"}");
    }

    private static void assertThatWhatAddsIsRefused(Client client) {
        TxnRequest txn = TxnRequest.newBuilder().addFailure(op(put("small", "2"))).build();
        assertRefused(Code.RESOURCE_EXHAUSTED, NO_SPACE, () -> client.kv().put(put("small", "2")));
        assertRefused(Code.RESOURCE_EXHAUSTED, NO_SPACE, () -> client.kv().txn(txn));
        assertRefused(
                Code.RESOURCE_EXHAUSTED, NO_SPACE, () -> client.lease().leaseGrant(grant(60)));
    }

    private static void assertThatTheRestGoesOn(Client client) {
        TxnRequest deleting = TxnRequest.newBuilder().addSuccess(op(delete("fill/0"))).build();
        assertThat(client.kv().txn(deleting).getSucceeded()).isTrue();
        assertThat(client.kv().deleteRange(delete("fill/1")).getDeleted()).isEqualTo(1);
        assertThat(client.kv().range(get("fill/2")).getCount()).isEqualTo(1);
    }

    private void getOut(Cluster cluster) {
        Client client = cluster.client();
        long revision = client.kv().deleteRange(deletePrefix("fill/")).getHeader().getRevision();
        client.kv().compact(compact(revision));
        for (Member member : cluster.members()) {
            assertThat(
                            member.client()
                                    .maintenance()
                                    .defragment(DefragmentRequest.getDefaultInstance())
                                    .hasHeader())
                    .isFalse();
        }
        disarm(client);
    }

    /** Of etcd other members may still be raising theirs. */
    private void disarm(Client client) {
        if (launcher.setup().product() == Product.ETCD) {
            Await.until("no alarm", ALARM_MAX, () -> disarmAll(client).isEmpty());
        } else {
            assertThat(disarmAll(client)).isEmpty();
        }
    }

    /** Returns what there is afterwards. */
    private static List<AlarmMember> disarmAll(Client client) {
        alarms(client).forEach(alarm -> disarm(client, alarm));
        return alarms(client);
    }

    private static void disarm(Client client, AlarmMember alarm) {
        AlarmRequest clear =
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.DEACTIVATE)
                        .setMemberID(alarm.getMemberID())
                        .setAlarm(alarm.getAlarm())
                        .build();
        assertThat(client.maintenance().alarm(clear).getAlarmsList()).containsExactly(alarm);
    }

    private static List<AlarmMember> alarms(Client client) {
        return client.maintenance().alarm(AlarmRequest.getDefaultInstance()).getAlarmsList();
    }

    private static String health(Member member, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(member.clientUrl() + path)).build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().strip();
    }
}
