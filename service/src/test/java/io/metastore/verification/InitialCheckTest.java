package io.metastore.verification;

import static io.metastore.verification.FakeHashes.answer;
import static io.metastore.verification.FakeHashes.peer;
import static io.metastore.verification.FakeHashes.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InitialCheckTest {
    private final FakeHashes hashes = new FakeHashes();

    @BeforeEach
    void own() {
        hashes.own.add(answer(8, 2, 10));
    }

    private void run() {
        new InitialCheck(hashes, hashes.findings::add).run().toCompletableFuture().join();
    }

    @Test
    void members_that_agree_or_cannot_be_compared_let_it_start() {
        hashes.peers.addAll(List.of(peer(2, 8, 2, 10), silent(3), peer(4, 5, 6, 10)));

        assertThatCode(this::run).doesNotThrowAnyException();
        assertThat(hashes.findings).isEmpty();
    }

    @Test
    void member_that_differs_from_the_majority_does_not_start() {
        hashes.peers.addAll(List.of(peer(2, 7, 2, 10), peer(3, 7, 2, 10)));

        assertThatThrownBy(this::run)
                .hasCauseInstanceOf(InconsistentDataException.class)
                .hasMessageContaining("member 1 found data inconsistency with peers")
                .hasMessageContaining("revision=10");
    }

    @Test
    void one_against_one_does_not_start_either() {
        hashes.peers.add(peer(2, 7, 2, 10));

        assertThatThrownBy(this::run).hasCauseInstanceOf(InconsistentDataException.class);
    }

    @Test
    void member_of_the_majority_starts_and_tells_who_is_wrong() {
        hashes.peers.addAll(List.of(peer(2, 7, 2, 10), peer(3, 8, 2, 10)));

        assertThatCode(this::run).doesNotThrowAnyException();
        assertThat(hashes.guilty()).containsExactly(List.of(2L));
    }
}
