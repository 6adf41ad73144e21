package io.metastore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.simulation.Simulation.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many lives of a cluster, each from a seed. {@code -Dsimulation.seeds=N} asks for more of them,
 * {@code -Dsimulation.seed=S} for one, and a failure names its seed and tells the last steps.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 200);
    private static final long SEED = Long.getLong("simulation.seed", -1);

    /** What the lives together have to have gone through; otherwise they prove little. */
    private static final List<String> EXERCISED =
            List.of(
                    "elections",
                    "ends",
                    "retries",
                    "snapshots installed",
                    "COMMIT_FAILS",
                    "CRASH_AFTER_COMMIT",
                    "CRASH_BEFORE_COMMIT",
                    "CRASH_IN_RESTORE",
                    "CRASH_IN_SNAPSHOT",
                    "NO_ROOM_FOR_SNAPSHOT",
                    "SNAPSHOT_FAILS");

    @Test
    void a_cluster_keeps_its_promises_under_faults() {
        LongStream seeds = SEED >= 0 ? LongStream.of(SEED) : LongStream.range(0, SEEDS);
        List<Result> results =
                seeds.parallel().mapToObj(seed -> Simulation.run(seed, Bugs.none())).toList();

        if (results.size() >= 200) {
            assertThat(totals(results)).containsKeys(EXERCISED.toArray(String[]::new));
        }
        assertThat(results).allMatch(result -> result.answers() > 100 && result.entries() > 100);
    }

    @Test
    void the_same_seed_makes_the_same_steps() {
        Result first = Simulation.run(7, Bugs.none());
        Result second = Simulation.run(7, Bugs.none());
        Result other = Simulation.run(8, Bugs.none());

        assertThat(second).isEqualTo(first);
        assertThat(other.digest()).isNotEqualTo(first.digest());
    }

    private static Map<String, Long> totals(List<Result> results) {
        Map<String, Long> totals = new TreeMap<>();
        results.forEach(
                result ->
                        result.counts()
                                .forEach((what, count) -> totals.merge(what, count, Long::sum)));
        return totals;
    }
}
