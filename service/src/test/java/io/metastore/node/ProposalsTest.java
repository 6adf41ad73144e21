package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.apply.Entry;
import io.metastore.apply.Outcome;
import io.metastore.command.Command;
import io.metastore.node.Leadership.Leader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class ProposalsTest {
    private static final long PROPOSER = 42;
    private static final ProposalLimits LIMITS =
            new ProposalLimits(100, 3, 1000, 2, 6, 10_000, 7000);

    private final List<Attempt> attempts = new ArrayList<>();
    private final ManualEventLoop eventLoop = new ManualEventLoop();
    private long nowNanos;
    private final Leadership leadership = new Leadership(() -> nowNanos, 1000);
    private final Proposals proposals =
            new Proposals(
                    PROPOSER, LIMITS, leadership, this::send, () -> nowNanos, new NodeStats());

    ProposalsTest() {
        leadership.set(new Leader(1, 1, true));
    }

    @Test
    void commands_that_come_while_entries_are_under_way_leave_as_one_entry() {
        for (int i = 0; i < 5; i++) {
            put("k" + i);
        }
        assertThat(attempts).hasSize(LIMITS.entriesInFlightMax());

        applied(attempts.get(0));

        assertThat(entry(attempts.get(2)).commands()).hasSize(LIMITS.commandsPerEntryMax());
    }

    @Test
    void commands_of_one_turn_of_an_event_loop_leave_as_one_entry() {
        eventLoop.hold();
        put("a");
        put("b");
        assertThat(attempts).isEmpty();

        eventLoop.goOn();

        assertThat(attempts).hasSize(1);
        assertThat(entry(attempts.get(0)).commands()).hasSize(2);
    }

    @Test
    void an_event_loop_that_has_ended_holds_up_nobody() {
        eventLoop.end();
        put("a");
        assertThat(attempts).hasSize(1);
    }

    @Test
    void answers_of_one_group_wake_an_event_loop_once() {
        List<CompletableFuture<Message>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(put("k" + i));
        }
        applied(attempts.get(0));
        applied(attempts.get(1));
        applied(attempts.get(2));
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        int before = eventLoop.wakeUps();

        proposals.flush();

        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(eventLoop.wakeUps() - before).isEqualTo(1);
    }

    @Test
    void a_refusal_reaches_its_own_caller_alone() {
        put("a");
        put("b");
        CompletableFuture<Message> third = put("c");
        CompletableFuture<Message> fourth = put("d");
        applied(attempts.get(0));
        Entry entry = entry(attempts.get(2));
        proposals.applied(
                PROPOSER,
                entry.sequence(),
                List.of(
                        new Outcome.Refused(EtcdError.LEASE_NOT_FOUND),
                        new Outcome.Answered(PutResponse.getDefaultInstance())));
        proposals.flush();

        assertThat(error(third)).isEqualTo(EtcdError.LEASE_NOT_FOUND);
        assertThat(fourth.join()).isEqualTo(PutResponse.getDefaultInstance());
    }

    @Test
    void an_entry_is_sent_again_under_its_sequence_when_the_leader_changes() {
        CompletableFuture<Message> answer = put("a");
        attempts.get(0).result.completeExceptionally(new IllegalStateException("gone"));
        leadership.set(new Leader(0, 1, false));
        leadership.set(new Leader(2, 2, false));

        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(1).bytes).isEqualTo(attempts.get(0).bytes);
        assertThat(attempts.get(1).bytes).isNotSameAs(attempts.get(0).bytes);

        applied(attempts.get(1));
        applied(attempts.get(0));
        proposals.flush();
        assertThat(answer).isCompleted();
    }

    @Test
    void an_entry_that_did_not_reach_the_leader_is_sent_again_by_the_timer() {
        put("a");
        proposals.tick();
        assertThat(attempts).as("still under way").hasSize(1);

        attempts.get(0).result.completeExceptionally(new IllegalStateException("refused"));
        proposals.tick();

        assertThat(attempts).hasSize(2);
    }

    @Test
    void an_entry_that_stays_behind_holds_up_those_after_it() {
        CompletableFuture<Message> behind = put("behind");
        attempts.get(0).result.completeExceptionally(new IllegalStateException("refused"));
        for (int i = 0; i <= ProposalLimits.SEQUENCE_SPAN_MAX; i++) {
            put("k" + i);
            applied(attempts.get(attempts.size() - 1));
        }
        int sent = attempts.size();
        put("held up");
        assertThat(attempts).hasSize(sent).hasSize(1 + ProposalLimits.SEQUENCE_SPAN_MAX);

        applied(attempts.get(0));
        proposals.flush();

        assertThat(behind).isCompleted();
        assertThat(attempts).hasSize(sent + 1);
    }

    @Test
    void what_gets_no_answer_in_time_is_given_up_as_unknown() {
        CompletableFuture<Message> sent = put("a");
        put("b");
        CompletableFuture<Message> queued = put("c");
        nowNanos += 7_001_000_000L;
        proposals.tick();

        assertThat(error(sent)).isEqualTo(EtcdError.TIMEOUT);
        assertThat(error(queued)).isEqualTo(EtcdError.TIMEOUT);
        assertThat(proposals.pending()).isZero();
    }

    @Test
    void too_large_and_too_many_are_refused() {
        assertThat(error(put("x".repeat(200)))).isEqualTo(EtcdError.REQUEST_TOO_LARGE);
        for (int i = 0; i < LIMITS.entriesInFlightMax() + LIMITS.queuedCommandsMax(); i++) {
            assertThat(put("k" + i)).isNotCompleted();
        }
        assertThat(error(put("one more"))).isEqualTo(EtcdError.TOO_MANY_REQUESTS);
    }

    @Test
    void stopping_fails_what_waits_and_refuses_what_comes() {
        CompletableFuture<Message> waiting = put("a");
        proposals.stop();

        assertThat(error(waiting)).isEqualTo(EtcdError.STOPPED);
        assertThat(error(put("b"))).isEqualTo(EtcdError.STOPPED);
    }

    private CompletionStage<Void> send(byte[] bytes) {
        Attempt attempt = new Attempt(bytes);
        attempts.add(attempt);
        return attempt.result;
    }

    @CanIgnoreReturnValue
    private CompletableFuture<Message> put(String key) {
        PutRequest put = PutRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
        return proposals
                .submit(Command.newBuilder().setPut(put).build(), eventLoop)
                .toCompletableFuture();
    }

    private void applied(Attempt attempt) {
        Entry entry = entry(attempt);
        List<Outcome> outcomes =
                Collections.nCopies(
                        entry.commands().size(),
                        new Outcome.Answered(PutResponse.getDefaultInstance()));
        proposals.applied(PROPOSER, entry.sequence(), outcomes);
    }

    private static Entry entry(Attempt attempt) {
        return Entry.parse(attempt.bytes);
    }

    private static EtcdError error(CompletableFuture<Message> answer) {
        assertThat(answer).isCompletedExceptionally();
        try {
            answer.join();
            throw new AssertionError("no error");
        } catch (CompletionException e) {
            return ((EtcdException) e.getCause()).error();
        }
    }

    private static final class Attempt {
        private final byte[] bytes;
        private final CompletableFuture<Void> result = new CompletableFuture<>();

        private Attempt(byte[] bytes) {
            this.bytes = bytes;
        }
    }
}
