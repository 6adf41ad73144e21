package io.metastore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.simulation.Bugs.Bug;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what it is there for. */
class PlantedBugsTest {
    private static final int SEEDS_MAX = 200;

    @ParameterizedTest
    @EnumSource
    void a_planted_bug_is_found(Bug bug) {
        assertThat(LongStream.range(0, SEEDS_MAX).parallel().anyMatch(seed -> isFound(bug, seed)))
                .isTrue();
    }

    private static boolean isFound(Bug bug, long seed) {
        try {
            Simulation.run(seed, Bugs.of(bug));
            return false;
        } catch (SimulationFailure e) {
            return true;
        }
    }
}
