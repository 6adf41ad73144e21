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
    void a_shuffled_log_with_retries_admits_each_entry_once(long seed) {
        Random random = new Random(seed);
        List<Long> log = new ArrayList<>();
        for (long sequence = 1; sequence <= 500; sequence++) {
            for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
                int back = Math.min(log.size(), random.nextInt(32));
                log.add(log.size() - back, sequence);
            }
        }
        Set<Long> admitted = new HashSet<>();
        for (long sequence : log) {
            if (admit(7, sequence)) {
                assertThat(admitted.add(sequence)).as("sequence %d twice", sequence).isTrue();
            }
        }
        assertThat(admitted).hasSize(500);
    }

    private boolean admit(long proposer, long sequence) {
        try (WriteBatch batch = engine.begin()) {
            boolean admitted = ProposerTable.admit(batch, proposer, sequence, ++index);
            batch.commit();
            return admitted;
        }
    }
}
