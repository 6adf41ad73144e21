package io.metastore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Engine;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProposerTableTest {
    private static final int IN_FLIGHT_MAX = ProposerTable.WINDOW / 2;

    private final Engine engine = new MemoryEngine();
    private long index;

    @Test
    void an_entry_is_admitted_once() {
        assertThat(admit(7, 1)).isTrue();
        assertThat(admit(7, 1)).isFalse();
        assertThat(admit(7, 2)).isTrue();
        assertThat(admit(7, 1)).isFalse();
        assertThat(admit(8, 1)).isTrue();
    }

    @Test
    void entries_may_come_out_of_order_within_the_window() {
        assertThat(admit(7, 5)).isTrue();
        assertThat(admit(7, 3)).isTrue();
        assertThat(admit(7, 4)).isTrue();
        assertThat(admit(7, 3)).isFalse();
        assertThat(admit(7, 4)).isFalse();
    }

    @Test
    void an_entry_below_the_window_counts_as_applied() {
        assertThat(admit(7, 1 + ProposerTable.WINDOW)).isTrue();
        assertThat(admit(7, 1)).isFalse();
        assertThat(admit(7, 2)).isTrue();
    }

    @Test
    void the_proposer_that_applied_longest_ago_makes_room() {
        for (int proposer = 0; proposer < ProposerTable.PROPOSERS_MAX; proposer++) {
            admit(proposer, 1);
        }
        admit(0, 2);
        admit(1000, 1);

        assertThat(ProposerTable.size(engine)).isEqualTo(ProposerTable.PROPOSERS_MAX);
        assertThat(admit(0, 2)).as("still remembered").isFalse();
        assertThat(admit(1, 1)).as("forgotten").isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_log_with_retries_in_any_order_admits_each_entry_once(long seed) {
        Random random = new Random(seed);
        List<Long> inFlight = new ArrayList<>();
        List<Long> recent = new ArrayList<>();
        Set<Long> admitted = new HashSet<>();
        for (long next = 1; next <= 500; ) {
            if (inFlight.size() < IN_FLIGHT_MAX && random.nextBoolean()) {
                inFlight.add(next++);
            } else if (!inFlight.isEmpty() && random.nextBoolean()) {
                long sequence = inFlight.remove(random.nextInt(inFlight.size()));
                assertThat(admit(7, sequence)).as("first copy of %d", sequence).isTrue();
                assertThat(admitted.add(sequence)).isTrue();
                recent.add(sequence);
            } else if (!recent.isEmpty()) {
                long again = recent.get(random.nextInt(recent.size()));
                assertThat(admit(7, again)).as("another copy of %d", again).isFalse();
            }
            // An entry that stays behind the others for long holds the proposer up.
            inFlight.removeIf(
                    old ->
                            old < highest(admitted) - IN_FLIGHT_MAX
                                    && admit(7, old)
                                    && admitted.add(old));
        }
    }

    private static long highest(Set<Long> sequences) {
        return sequences.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private boolean admit(long proposer, long sequence) {
        try (WriteBatch batch = engine.begin()) {
            boolean admitted = ProposerTable.admit(batch, proposer, sequence, ++index);
            batch.commit();
            return admitted;
        }
    }
}
