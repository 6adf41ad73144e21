package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.node.ReconfigurationPlan.Action;
import io.metastore.node.ReconfigurationPlan.Step;
import io.metastore.raft.GroupConfiguration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReconfigurationPlanTest {
    private static final int SEEDS = 500;
    private static final int STEPS_MAX = 200;

    /**
     * Members are digits: {@code 3} is a voter, {@code 3l} a learner, {@code 3n} a voter that has
     * not started.
     */
    @ParameterizedTest
    @CsvSource({
        "list and group agree,              1 2 3,  1 2 3,   , 1 2 3, ",
        "a new learner follows,             1 2l,   1,       , 1,     ADD_LEARNER 2",
        "a new voter begins as a learner,   1 2n,   1,       , 1,     ADD_LEARNER 2",
        "a learner stays one,               1 2l,   1,      2, 1 2,   ",
        "a voter must catch up,             1 2,    1,      2, 1,     ",
        "a voter must have told its name,   1 2n,   1,      2, 1 2,   ",
        "a voter that caught up votes,      1 2,    1,      2, 1 2,   PROMOTE 2",
        "a removed learner goes,            1,      1,      2, 1 2,   REMOVE_LEARNER 2",
        "a removed voter goes,              1 3,    1 2 3,   , 1 3,   REMOVE_VOTER 2",
        "going comes before coming,         1 4n,   1 2,     , 1,     REMOVE_VOTER 2",
        "a removed leader hands over,       2 3,    1 2 3,   , 3,     HAND_OVER 3",
        "others go before the leader,       3,      1 2 3,   , 3,     REMOVE_VOTER 2",
        "nobody goes if nobody would stay,  2n,     1,       , 1,     ADD_LEARNER 2",
        "the last voter waits for the next, 2,      1,      2, 1,     ",
        "and then hands on,                 2,      1,      2, 1 2,   PROMOTE 2",
    })
    void next_step(
            String situation,
            String list,
            String voters,
            String learners,
            String caughtUp,
            String expected) {
        Optional<Step> step =
                ReconfigurationPlan.next(
                        members(list),
                        new GroupConfiguration(ids(voters), ids(learners)),
                        ids(caughtUp),
                        1);

        assertThat(step.map(s -> s.action() + " " + s.memberId()))
                .as(situation)
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void any_leader_ends_where_the_list_is_from_wherever_the_last_one_stopped() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Simulation(seed).run();
        }
    }

    /** A group whose leaders stop between any two changes, while the list goes on changing. */
    private static final class Simulation {
        private final int seed;
        private final SplittableRandom random;
        private final Set<Long> voters = new HashSet<>(Set.of(1L, 2L, 3L));
        private final Set<Long> learners = new HashSet<>();
        private final List<Member> list = new ArrayList<>(members("1 2 3"));
        private long nextId = 4;
        private long leader = 1;

        private Simulation(int seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        private void run() {
            for (int i = 0; i < 30; i++) {
                changeList();
                int steps = random.nextInt(4);
                for (int s = 0; s < steps; s++) {
                    step(random.nextInt(3) == 0);
                }
            }
            for (int i = 0; i < STEPS_MAX && step(false); i++) {
                // Goes on until there is nothing to do.
            }
            assertThat(voters).as("seed %d", seed).isEqualTo(wanted(false));
            assertThat(learners).as("seed %d", seed).isEqualTo(wanted(true));
        }

        private Set<Long> wanted(boolean learner) {
            return list.stream()
                    .filter(member -> member.getIsLearner() == learner)
                    .map(Member::getID)
                    .collect(Collectors.toSet());
        }

        private void changeList() {
            int index = random.nextInt(list.size());
            Member some = list.get(index);
            switch (random.nextInt(3)) {
                case 0 -> list.add(member(nextId++, random.nextBoolean(), true));
                case 1 -> list.set(index, some.toBuilder().setIsLearner(false).build());
                default -> {
                    boolean lastVoter =
                            list.stream().filter(member -> !member.getIsLearner()).count() == 1;
                    if (some.getIsLearner() || !lastVoter) {
                        list.remove(index);
                    }
                }
            }
        }

        /** Takes one step, and of a promotion perhaps only half; the leader may change then. */
        private boolean step(boolean crash) {
            Set<Long> everybody = new HashSet<>(voters);
            everybody.addAll(learners);
            Optional<Step> step =
                    ReconfigurationPlan.next(
                            list, new GroupConfiguration(voters, learners), everybody, leader);
            step.ifPresent(s -> take(s, crash));
            assertThat(voters).as("seed %d", seed).isNotEmpty();
            assertThat(learners).as("seed %d", seed).doesNotContainAnyElementsOf(voters);
            if (crash || !voters.contains(leader)) {
                List<Long> candidates = List.copyOf(voters);
                leader = candidates.get(random.nextInt(candidates.size()));
            }
            return step.isPresent();
        }

        private void take(Step step, boolean crash) {
            long id = step.memberId();
            switch (step.action()) {
                case ADD_LEARNER -> assertThat(learners.add(id)).isTrue();
                case REMOVE_LEARNER -> assertThat(learners.remove(id)).isTrue();
                case PROMOTE -> {
                    assertThat(learners.remove(id)).isTrue();
                    if (!crash) {
                        assertThat(voters.add(id)).isTrue();
                    }
                }
                case REMOVE_VOTER -> assertThat(voters.remove(id)).isTrue();
                case HAND_OVER -> {
                    assertThat(voters).contains(id);
                    leader = id;
                }
            }
            assertThat(step.action() == Action.REMOVE_VOTER && id == leader)
                    .as("a leader removes itself, seed %d", seed)
                    .isFalse();
        }
    }

    private static List<Member> members(String text) {
        return words(text).stream()
                .map(
                        word ->
                                member(
                                        Long.parseLong(word.substring(0, 1)),
                                        word.endsWith("l"),
                                        !word.endsWith("n")))
                .toList();
    }

    private static Member member(long id, boolean learner, boolean started) {
        return Member.newBuilder()
                .setID(id)
                .setName(started ? "m" + id : "")
                .setIsLearner(learner)
                .build();
    }

    private static Set<Long> ids(String text) {
        return words(text).stream().map(Long::parseLong).collect(Collectors.toSet());
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
    }
}
