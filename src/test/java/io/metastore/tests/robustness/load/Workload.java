package io.metastore.tests.robustness.load;

import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.robustness.history.HistoryFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Clients that work at the same time. */
public final class Workload implements AutoCloseable {
    private final List<Worker> workers = new ArrayList<>();
    private final Threads threads = new Threads("worker");

    /**
     * How clients work.
     *
     * @param client what each call is made through
     */
    public record Settings(HistoryFolder history, long seed, UnaryOperator<Client> client) {
        public Settings(HistoryFolder history, long seed) {
            this(history, seed, UnaryOperator.identity());
        }
    }

    public Workload(Members members, Settings settings, int count) {
        this(members, settings, 0, count);
    }

    /** Clients with other numbers than those of another workload on the same history. */
    public Workload(Members members, Settings settings, int firstNumber, int count) {
        for (int number = firstNumber; number < firstNumber + count; number++) {
            Worker worker = new Worker(number, members, settings);
            workers.add(worker);
            threads.start(worker);
        }
    }

    /** How many requests were answered so far. */
    public int answered() {
        return workers.stream().mapToInt(Worker::answered).sum();
    }

    /** Waits until every client was answered this often from now on. */
    public void awaitProgressOfEach(int answers, Duration max) {
        List<Integer> goals = workers.stream().map(worker -> worker.answered() + answers).toList();
        Await.until(
                answers + " answers for each client",
                max,
                () -> {
                    threads.check();
                    return reached(goals);
                });
    }

    private boolean reached(List<Integer> goals) {
        for (int i = 0; i < goals.size(); i++) {
            if (workers.get(i).answered() < goals.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads everything through each member, as one more client. */
    public static void readAll(Members members, Settings settings, int number) {
        for (Member member : members.now()) {
            Client client = settings.client().apply(member.client());
            settings.history()
                    .operations()
                    .add(Worker.perform(number, member.name(), client, Choices.all()));
        }
    }

    @Override
    public void close() {
        workers.forEach(Worker::stop);
        threads.close();
    }
}
