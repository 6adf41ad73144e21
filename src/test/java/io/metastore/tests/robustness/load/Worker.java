package io.metastore.tests.robustness.load;

import io.grpc.StatusRuntimeException;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.robustness.history.Answer;
import io.metastore.tests.robustness.history.Lines;
import io.metastore.tests.robustness.history.Operation;
import io.metastore.tests.robustness.history.Operation.Span;
import io.metastore.tests.robustness.history.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A client that does one thing after the other, mostly through the same member until that fails it.
 * Used by one thread, but counted and stopped by any.
 */
final class Worker implements Runnable {
    private static final int MOVES_ONE_IN = 20;
    private static final int PAUSE_MILLIS_MAX = 60;
    private static final int DEADLINE_MILLIS_MIN = 300;
    private static final int DEADLINE_MILLIS_MAX = 6_000;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final int number;
    private final Members members;
    private final UnaryOperator<Client> client;
    private final Lines<Operation> history;
    private final Random random;
    private final Choices choices;
    private volatile int answered;
    private volatile boolean stopped;

    Worker(int number, Members members, Workload.Settings settings) {
        this.number = number;
        this.members = members;
        this.client = settings.client();
        this.history = settings.history().operations();
        this.random = new Random(settings.seed() * 31 + number);
        this.choices = new Choices(random, number);
    }

    @Override
    public void run() {
        Member member = members.any(random);
        while (!stopped) {
            Optional<Answer> answer = perform(member, choices.next());
            answer.ifPresent(choices::learn);
            if (answer.isEmpty()) {
                member.client().reconnect();
                Await.pause(RETRY_PAUSE);
            }
            if (answer.isEmpty() || random.nextInt(MOVES_ONE_IN) == 0) {
                member = members.any(random);
            }
            Await.pause(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private Optional<Answer> perform(Member member, Request request) {
        int deadline =
                DEADLINE_MILLIS_MIN + random.nextInt(DEADLINE_MILLIS_MAX - DEADLINE_MILLIS_MIN);
        Client limited = client.apply(member.client()).withDeadline(Duration.ofMillis(deadline));
        Operation done = perform(number, member.name(), limited, request);
        history.add(done);
        if (done.answer() != null) {
            answered++;
        }
        return Optional.ofNullable(done.answer());
    }

    static Operation perform(int number, String member, Client client, Request request) {
        long called = System.nanoTime();
        try {
            Answer answer = Calls.perform(client, request);
            Span span = new Span(member, called, System.nanoTime());
            return new Operation(number, request, span, answer, null);
        } catch (StatusRuntimeException e) {
            Span span = new Span(member, called, System.nanoTime());
            return new Operation(number, request, span, null, e.getStatus().toString());
        }
    }

    /** How many of its requests were answered so far. */
    int answered() {
        return answered;
    }

    void stop() {
        stopped = true;
    }
}
