package io.metastore.verification;

import static io.metastore.verification.FakeHashes.answer;
import static io.metastore.verification.FakeHashes.peer;
import static io.metastore.verification.FakeHashes.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.mvcc.HashAnswer;
import io.metastore.mvcc.StoreHash;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeriodicCheckTest {
    private final FakeHashes hashes = new FakeHashes();
    private final PeriodicCheck check = new PeriodicCheck(hashes, hashes.findings::add);

    @Test
    void equal_hashes_and_silent_members_are_no_finding() {
        hashes.own.add(answer(8, 2, 10));
        hashes.own.add(answer(9, 2, 12));
        hashes.peers.addAll(List.of(peer(2, 8, 2, 10), silent(3)));

        check.run();

        assertThat(hashes.findings).isEmpty();
        assertThat(hashes.asked).containsExactly(10L);
    }

    @Test
    void member_with_another_hash_under_the_same_compaction_is_guilty() {
        hashes.own.add(answer(8, 2, 10));
        hashes.peers.addAll(List.of(peer(2, 8, 2, 10), peer(3, 7, 2, 10)));

        check.run();

        assertThat(hashes.guilty()).containsExactly(List.of(3L));
    }

    @Test
    void leader_against_two_others_is_guilty_itself() {
        hashes.own.add(answer(8, 2, 10));
        hashes.peers.addAll(List.of(peer(2, 7, 2, 10), peer(3, 7, 2, 10)));

        check.run();

        assertThat(hashes.guilty()).containsExactly(List.of(1L));
    }

    @Test
    void hash_that_changes_without_a_write_is_the_own_fault() {
        hashes.own.add(answer(8, 2, 10));
        hashes.own.add(answer(9, 2, 10));
        hashes.peers.addAll(List.of(peer(2, 8, 2, 10), peer(3, 8, 2, 10)));

        check.run();

        assertThat(hashes.guilty()).containsExactly(List.of(1L));
    }

    @Test
    void hash_may_change_with_a_compaction_in_between() {
        hashes.own.add(answer(8, 2, 10));
        hashes.own.add(answer(9, 6, 10));
        hashes.peers.addAll(List.of(peer(2, 9, 6, 10), peer(3, 8, 2, 10)));

        check.run();

        assertThat(hashes.findings).isEmpty();
    }

    @Test
    void member_ahead_of_the_leader_is_guilty() {
        hashes.own.add(answer(8, 2, 10));
        hashes.peers.add(new PeerHash(2, new HashAnswer(new StoreHash(8, 2, 10), 11)));
        hashes.peers.add(peer(3, 4, 5, 10));

        check.run();

        assertThat(hashes.guilty()).containsExactly(List.of(2L, 3L));
    }
}
