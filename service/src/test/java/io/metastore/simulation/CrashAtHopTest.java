package io.metastore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.simulation.CrashAtHop.Place;
import io.metastore.simulation.CrashAtHop.Victim;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A member crashes after every hop there is, as leader, as follower and while it catches up. */
class CrashAtHopTest {
    private static final long SEED = 1;
    private static final List<Integer> OCCASIONS = List.of(1, 3);

    @Test
    void a_crash_after_any_hop_harms_nobody() {
        Set<String> reached =
                places().parallel()
                        .flatMap(place -> Simulation.run(SEED, place).counts().keySet().stream())
                        .collect(Collectors.toSet());

        assertThat(reached)
                .contains(Hops.ALL.stream().map(CrashAtHop::name).toArray(String[]::new));
    }

    private static Stream<Place> places() {
        return Hops.ALL.stream()
                .flatMap(
                        hop ->
                                Stream.of(Victim.values())
                                        .flatMap(
                                                victim ->
                                                        OCCASIONS.stream()
                                                                .map(
                                                                        occasion ->
                                                                                new Place(
                                                                                        victim, hop,
                                                                                        occasion))));
    }
}
