package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Engine;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class DefragmentationTest {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Long> durations = new ArrayDeque<>();
    private int runs;
    private boolean failing;
    private final Defragmentation defragmentation =
            new Defragmentation(engine(), waiting::addLast, () -> runs * 5L, durations::addLast);

    @Test
    void a_run_is_answered_when_it_is_over() {
        CompletableFuture<Void> answer = run();
        assertThat(answer).isNotDone();
        assertThat(defragmentation.isRunning()).isTrue();

        waiting.remove().run();

        assertThat(answer).isCompleted();
        assertThat(defragmentation.isRunning()).isFalse();
        assertThat(durations).containsExactly(5L);
    }

    @Test
    void who_asks_during_a_run_shares_one_more() {
        CompletableFuture<Void> first = run();
        CompletableFuture<Void> second = run();
        CompletableFuture<Void> third = run();
        assertThat(waiting).hasSize(1);

        waiting.remove().run();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(waiting).hasSize(1);

        waiting.remove().run();
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(runs).isEqualTo(2);
        assertThat(waiting).isEmpty();
    }

    @Test
    void a_run_that_fails_fails_its_answer_alone() {
        failing = true;
        CompletableFuture<Void> first = run();
        CompletableFuture<Void> second = run();

        waiting.remove().run();
        assertThat(first).isCompletedExceptionally();
        failing = false;
        waiting.remove().run();

        assertThat(second).isCompleted();
    }

    private CompletableFuture<Void> run() {
        return defragmentation.run().toCompletableFuture();
    }

    private Engine engine() {
        return (Engine)
                Proxy.newProxyInstance(
                        Engine.class.getClassLoader(),
                        new Class<?>[] {Engine.class},
                        (proxy, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("defragment");
                            runs++;
                            if (failing) {
                                throw new IllegalStateException("no");
                            }
                            return null;
                        });
    }
}
