package io.metastore.verification;

import static io.metastore.verification.FakeHashes.peer;
import static io.metastore.verification.FakeHashes.silent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CompactionCheckTest {
    private final FakeHashes hashes = new FakeHashes();
    private final CompactionCheck check = new CompactionCheck(hashes, hashes.findings::add);

    @Test
    void newest_revision_is_enough_when_all_agree_and_is_not_looked_at_again() {
        hashes.compacted(7, 2, 5, peer(2, 7, 2, 5), peer(3, 7, 2, 5));
        hashes.compacted(8, 5, 9, peer(2, 8, 5, 9), peer(3, 8, 5, 9));

        check.run();
        check.run();

        assertThat(hashes.asked).containsExactly(9L);
        assertThat(hashes.findings).isEmpty();
    }

    @Test
    void older_revision_is_compared_while_a_member_lacks_the_newest() {
        hashes.compacted(7, 2, 5, peer(2, 6, 2, 5), peer(3, 7, 2, 5));
        hashes.compacted(8, 5, 9, silent(2), peer(3, 8, 5, 9));

        check.run();

        assertThat(hashes.asked).containsExactly(9L, 5L);
        assertThat(hashes.guilty()).containsExactly(List.of(2L));
    }

    @Test
    void member_that_differs_from_the_majority_is_guilty_also_when_it_leads() {
        hashes.compacted(8, 5, 9, peer(2, 7, 5, 9), peer(3, 7, 5, 9));

        check.run();

        assertThat(hashes.guilty()).containsExactly(List.of(1L));
        assertThat(hashes.findings.get(0).text())
                .contains("members=1", "revision=9", "hash=00000008", "2: hash=00000007");
    }

    @Test
    void without_a_majority_of_the_whole_cluster_no_member_can_be_blamed() {
        hashes.compacted(8, 5, 9, peer(2, 7, 5, 9));
        check.run();
        hashes.compacted(9, 9, 12, peer(2, 7, 9, 12), silent(3));
        check.run();

        assertThat(hashes.guilty())
                .containsExactly(List.of(Finding.NOBODY), List.of(Finding.NOBODY));
    }

    @Test
    void hashes_under_different_compactions_are_not_compared() {
        hashes.compacted(8, 5, 9, peer(2, 7, 4, 9), peer(3, 8, 5, 9));

        check.run();

        assertThat(hashes.findings).isEmpty();
    }

    @Test
    void nothing_is_asked_before_the_first_compaction() {
        check.run();

        assertThat(hashes.asked).isEmpty();
    }
}
