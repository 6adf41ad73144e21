package io.metastore.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planner on a simulated cluster, with faults and crashes between any two steps. */
final class ConvergenceTest {
    private static final int ROUNDS_MAX = 600;
    private static final int EVENTS = 12;
    private static final int ADVICES_MAX = 3;

    private final SimulatedCluster cluster = new SimulatedCluster();
    private final SimulatedOperator operator = new SimulatedOperator(cluster);
    private final List<Step> taken = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planner.seeds", 300));
    }

    @Test
    void a_new_cluster_begins_with_one_member_and_grows_by_learners() {
        settle(new Random(0), 0);

        assertThat(taken.stream().map(step -> step.getClass().getSimpleName()))
                .containsExactly(
                        "Create",
                        "WriteJoinList",
                        "MarkVolume",
                        "AddLearner",
                        "CreateVolume",
                        "WriteJoinList",
                        "SetReplicas",
                        "Promote",
                        "AddLearner",
                        "CreateVolume",
                        "WriteJoinList",
                        "SetReplicas",
                        "Promote");
    }

    @Test
    void a_changed_template_restarts_the_leader_last() {
        settle(new Random(0), 0);
        taken.clear();
        cluster.wanted = new Wanted(3, "t2", false, true, true);
        settle(new Random(0), 0);

        assertThat(taken.stream().map(step -> step.getClass().getSimpleName()))
                .containsExactly(
                        "ApplyTemplate", "RestartPod", "RestartPod", "MoveLeader", "RestartPod");
    }

    @Test
    void volumes_of_a_deleted_stateful_set_are_started_again_as_they_are() {
        settle(new Random(0), 0);
        List<Long> before = cluster.members.stream().map(m -> m.id).toList();
        cluster.fleet = Optional.empty();
        cluster.joinList = Optional.empty();
        cluster.pods.clear();
        settle(new Random(0), 0);

        assertThat(cluster.members.stream().map(m -> m.id)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void converges_whatever_happens_between_two_steps(long seed) {
        Random random = new Random(seed);
        for (int event = 0; event < EVENTS; event++) {
            disturb(random);
            rounds(random, random.nextInt(25), 0.3);
        }
        settle(random, 0.3);

        assertThat(cluster.members).hasSize(cluster.wanted.replicas());
        assertThat(cluster.members)
                .allMatch(member -> !member.learner && cluster.isServing(member));
        assertThat(cluster.pods.values())
                .hasSize(cluster.wanted.replicas())
                .allMatch(pod -> pod.template.equals(cluster.wanted.template()));
        assertThat(cluster.volumes).hasSize(cluster.wanted.replicas());
        assertThat(cluster.joinList.orElseThrow().urls()).isEqualTo(cluster.urls());
    }

    private void disturb(Random random) {
        Wanted now = cluster.wanted;
        switch (random.nextInt(5)) {
            case 0 -> cluster.wanted = wanted(1 + 2 * random.nextInt(4), now.template());
            case 1 -> cluster.wanted = wanted(now.replicas(), "t" + random.nextInt(100));
            case 2 -> cluster.wanted = wanted(now.replicas(), SimulatedCluster.BROKEN);
            case 3 -> any(random).ifPresent(cluster.pods::remove);
            default -> loseVolume(random);
        }
    }

    private static Wanted wanted(int replicas, String template) {
        return new Wanted(replicas, template, false, true, true);
    }

    private Optional<Integer> any(Random random) {
        return cluster.pods.keySet().stream().skip(random.nextInt(8)).findFirst();
    }

    /** Only when a majority is left: what more is lost no operator brings back. */
    private void loseVolume(Random random) {
        any(random)
                .ifPresent(
                        ordinal -> {
                            SimulatedPod pod = cluster.pods.remove(ordinal);
                            SimulatedVolume volume = cluster.volumes.remove(ordinal);
                            boolean majority = cluster.hasQuorum();
                            boolean holds =
                                    cluster.members.stream()
                                            .anyMatch(
                                                    m -> volume.data.equals(OptionalLong.of(m.id)));
                            if (holds && !majority) {
                                cluster.pods.put(ordinal, pod);
                                cluster.volumes.put(ordinal, volume);
                            }
                        });
    }

    private void settle(Random random, double crash) {
        if (cluster.wanted.template().equals(SimulatedCluster.BROKEN)) {
            cluster.wanted = wanted(cluster.wanted.replicas(), "mended");
        }
        for (int advice = 0; advice < ADVICES_MAX; advice++) {
            if (rounds(random, ROUNDS_MAX, crash)) {
                return;
            }
            followAdvice();
        }
        assertThat(rounds(random, ROUNDS_MAX, crash))
                .as("settled; last seen %s in %s", Planner.next(cluster.look()), cluster.look())
                .isTrue();
    }

    /** Two losses in a row can leave a volume of which nobody knows whose it is. */
    private void followAdvice() {
        assertThat(Planner.next(cluster.look()).text()).contains("delete its claim");
        cluster.pods.values().stream()
                .filter(pod -> pod.failed)
                .map(pod -> pod.ordinal)
                .toList()
                .forEach(
                        ordinal -> {
                            cluster.pods.remove(ordinal);
                            cluster.volumes.remove(ordinal);
                        });
    }

    /** Rounds of the operator and of the rest; true as soon as nothing is left to do. */
    private boolean rounds(Random random, int count, double crash) {
        return IntStream.range(0, count).anyMatch(round -> round(random, crash));
    }

    private boolean round(Random random, double crash) {
        IntStream.rangeClosed(0, random.nextInt(3)).forEach(i -> cluster.tick());
        Decision decision = Planner.next(cluster.look());
        if (decision instanceof Decision.Act act && random.nextDouble() >= crash) {
            take(act.step());
            if (random.nextDouble() < crash && !(act.step() instanceof Step.AddLearner)) {
                // It crashed before it knew that the step was taken.
                take(act.step());
            }
        }
        return decision instanceof Decision.Settled;
    }

    private void take(Step step) {
        boolean alone = cluster.members.stream().filter(m -> !m.learner).count() <= 1;
        boolean before = cluster.hasQuorum();
        operator.take(step);
        taken.add(step);
        assertThat(!before || alone || cluster.hasQuorum())
                .as("a majority is left after %s", step)
                .isTrue();
    }
}
