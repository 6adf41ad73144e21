package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import io.metastore.peer.HashReply;
import io.metastore.raft.PeerHandler;
import io.metastore.verification.Finding;
import io.metastore.verification.InconsistentDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class VerificationTest {
    private static final long PERIOD_MILLIS = 1_000;

    private final ReplicaFixture member = new ReplicaFixture(1);
    private final FakeConsensus consensus = new FakeConsensus();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Long> called = new ArrayList<>();
    private final List<Throwable> damage = new ArrayList<>();
    private final HashService hashes =
            new HashService(
                    member.store.hasher(),
                    new Headers(new Identity(9, 1, "one", List.of(), List.of()), member.leadership),
                    new HashService.Clock(
                            new NodeDurations(
                                    nanos -> {},
                                    nanos -> {},
                                    nanos -> {},
                                    nanos -> {},
                                    nanos -> {}),
                            () -> 0),
                    new Damage(damage::add),
                    Runnable::run);
    private final Alarms alarms = new Alarms(member.alarms, member.proposals, Runnable::run);

    private Verification verification(boolean initially, long periodMillis) {
        return new Verification(
                new VerificationSettings(initially, false, periodMillis, PERIOD_MILLIS),
                new MemberHashes(1, hashes, () -> consensus, () -> List.of(1L, 2L, 3L), 100),
                new Verification.Duties(member.leadership, alarms, member.timer),
                findings::add);
    }

    /** Other members answer as this one would, with so much added to the hash. */
    private void peersDifferBy(int second, int third) {
        PeerHandler own = new PeerQuestions(request -> new CompletableFuture<>(), hashes);
        consensus.memberCalls =
                (id, request) -> {
                    called.add(id);
                    return own.handleAsMember(request)
                            .thenApply(answer -> changed(answer, id == 2 ? second : third));
                };
    }

    private static byte[] changed(byte[] answer, int difference) {
        try {
            HashReply reply = HashReply.parseFrom(answer);
            return reply.toBuilder().setHash(reply.getHash() + difference).build().toByteArray();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private void passPeriod() {
        member.timer.passMillis(PERIOD_MILLIS);
        if (!consensus.barriers.isEmpty()) {
            consensus.barrier().complete(1L);
        }
    }

    @Test
    void nothing_is_compared_while_another_member_leads() {
        peersDifferBy(0, 0);
        verification(false, PERIOD_MILLIS).start();

        passPeriod();

        assertThat(called).isEmpty();
    }

    @Test
    void leader_raises_the_alarm_of_the_member_that_differs() {
        member.lead(1);
        peersDifferBy(0, 1);
        verification(false, PERIOD_MILLIS).start();

        passPeriod();
        member.applySent();

        assertThat(called).containsExactly(2L, 3L);
        assertThat(findings).extracting(Finding::guilty).containsExactly(List.of(3L));
        assertThat(alarms.raised())
                .containsExactly(
                        AlarmMember.newBuilder()
                                .setMemberID(3)
                                .setAlarm(AlarmType.CORRUPT)
                                .build());
    }

    @Test
    void comparison_waits_for_the_one_under_way() {
        member.lead(1);
        List<CompletableFuture<byte[]>> calls = new ArrayList<>();
        consensus.memberCalls = (id, request) -> pending(calls);
        verification(false, PERIOD_MILLIS).start();

        passPeriod();
        passPeriod();
        assertThat(calls).hasSize(2);
        calls.forEach(call -> call.completeExceptionally(new IllegalStateException("down")));
        consensus.barriers.forEach(barrier -> barrier.complete(1L));
        passPeriod();

        assertThat(calls).hasSize(4);
        assertThat(findings).isEmpty();
    }

    private static CompletionStage<byte[]> pending(List<CompletableFuture<byte[]>> calls) {
        var call = new CompletableFuture<byte[]>();
        calls.add(call);
        return call;
    }

    @Test
    void no_period_means_no_comparison() {
        member.lead(1);
        peersDifferBy(1, 1);
        verification(false, 0).start();

        assertThat(member.timer.waiting()).isZero();
    }

    @Test
    void damaged_row_stops_the_member() {
        try (WriteBatch batch = member.engine.begin()) {
            byte[] key = ByteString.copyFromUtf8("damaged").toByteArray();
            batch.put(Keyspace.LATEST, key, new byte[] {1, 2, 3});
            batch.commit();
        }
        var store = member.store;
        assertThatThrownBy(
                        () ->
                                new Damage(damage::add)
                                        .watched(
                                                () ->
                                                        store.read()
                                                                .get(
                                                                        ByteString.copyFromUtf8(
                                                                                "damaged"))))
                .isInstanceOf(EngineException.class);

        assertThat(damage).hasSize(1);
    }

    @Test
    void member_that_may_be_wrong_does_not_start() {
        peersDifferBy(1, 1);

        assertThatThrownBy(() -> verification(true, 0).checkInitially())
                .isInstanceOf(InconsistentDataException.class);
        assertThatCode(() -> verification(false, 0).checkInitially()).doesNotThrowAnyException();
    }
}
