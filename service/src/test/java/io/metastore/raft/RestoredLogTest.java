package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RestoredLogTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void members_made_from_one_state_begin_with_it_and_agree(int size) throws IOException {
        List<Peer> peers = TestGroup.peers(size);
        List<TestMember> members = new ArrayList<>();
        for (Peer peer : peers) {
            Path home = directory.resolve("m" + peer.id());
            create(home, peers);
            members.add(new TestMember(TestMember.config(peer, peers, home, 10)));
        }
        try {
            members.forEach(TestMember::start);
            Eventually.until("leader", () -> members.stream().anyMatch(TestMember::leads));
            TestMember leader = members.stream().filter(TestMember::leads).findFirst().get();
            leader.commit("after");
            assertThat(leader.consensus().status().term()).isGreaterThan(RestoredLog.TERM);
            for (TestMember member : members) {
                Eventually.until("applied", () -> member.machine().entries().size() == 3);
                assertThat(member.machine().entries()).containsExactly("one", "two", "after");
            }
            // What was restored is there again after a restart.
            leader.close();
            leader.restart();
            Eventually.until("replayed", () -> leader.machine().entries().size() == 3);
            assertThat(leader.machine().entries()).containsExactly("one", "two", "after");
        } finally {
            members.forEach(TestMember::close);
        }
    }

    @Test
    void a_restored_log_that_is_lost_stops_the_start() throws IOException {
        List<Peer> peers = TestGroup.peers(1);
        create(directory.resolve("m"), peers);
        Directories.delete(directory.resolve("m/log"));
        try (TestMember member =
                new TestMember(
                        TestMember.config(peers.get(0), peers, directory.resolve("m"), 10))) {
            assertThatThrownBy(member::start).isInstanceOf(CorruptLogException.class);
        }
    }

    private static void create(Path home, List<Peer> peers) throws IOException {
        RestoredLog.create(
                home, peers, state -> Files.writeString(state.resolve("entries"), "one\ntwo\n"));
    }
}
