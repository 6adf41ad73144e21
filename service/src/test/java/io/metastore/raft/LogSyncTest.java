package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import com.alipay.sofa.jraft.util.StorageOptionsFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** Nothing is acknowledged that is not on the disks of a majority: syncs of the log, counted. */
@Timeout(60)
class LogSyncTest {
    private static final int SEQUENTIAL = 20;
    private static final int CONCURRENT = 1_000;

    /** Of all logs that are opened in this process. */
    private static Statistics statistics;

    @TempDir Path directory;

    @BeforeAll
    static void count_syncs() {
        LibrarySettings.apply();
        statistics = new Statistics();
        System.setProperty(RocksDBLogStorage.PART_ROCKSDB_OPTIONS_KEY, "true");
        StorageOptionsFactory.registerRocksDBOptions(
                TestMember.GROUP,
                RocksDBLogStorage.class,
                LibrarySettings.logOptions().setStatistics(statistics));
    }

    @AfterAll
    static void count_no_more() {
        System.clearProperty(RocksDBLogStorage.PART_ROCKSDB_OPTIONS_KEY);
    }

    @Test
    void each_acknowledgement_comes_after_a_sync_of_its_own() {
        try (TestGroup group = new TestGroup(directory, 1, 10).start()) {
            TestMember member = group.leader();
            for (int i = 0; i < SEQUENTIAL; i++) {
                long before = syncs();
                member.commit("entry " + i);
                assertThat(syncs()).isGreaterThan(before);
            }
        }
    }

    @Test
    void concurrent_proposals_share_syncs_that_come_before_their_acknowledgements() {
        try (TestGroup group = new TestGroup(directory, 1, 10).start()) {
            TestMember member = group.leader();
            long before = syncs();
            List<CompletionStage<Long>> syncsMeanwhile = new ArrayList<>();
            for (int i = 0; i < CONCURRENT; i++) {
                long proposed = syncs();
                syncsMeanwhile.add(
                        member.propose("entry " + i).thenApply(done -> syncs() - proposed));
            }
            long fewest = syncsMeanwhile.stream().mapToLong(Eventually::get).min().orElseThrow();
            assertThat(fewest).isPositive();
            assertThat(syncs() - before).isLessThan(CONCURRENT);
        }
    }

    @Test
    void majority_that_has_just_enough_members_syncs_on_each_of_them() {
        try (TestGroup group = new TestGroup(directory, 3, 10).start()) {
            TestMember first = group.leader();
            group.others(first).get(0).close();
            for (int i = 0; i < SEQUENTIAL; i++) {
                assertThat(syncsUntilAcknowledged(group)).isGreaterThanOrEqualTo(2);
            }
        }
    }

    /** Those that the attempt took which was acknowledged; a change of leader ends the others. */
    private static long syncsUntilAcknowledged(TestGroup group) {
        while (true) {
            long before = syncs();
            try {
                group.leader().commit("entry");
                return syncs() - before;
            } catch (NotLeaderException | ProposalLostException e) {
                // The leader has changed; the next attempt counts for itself.
            }
        }
    }

    private static long syncs() {
        return statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
    }
}
