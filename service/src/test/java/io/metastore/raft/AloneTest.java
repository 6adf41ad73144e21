package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AloneTest {
    @TempDir private Path directory;

    @Test
    void one_of_three_goes_on_alone_and_remembers_it() {
        ConsensusConfig config;
        try (var group = new TestGroup(directory, 3, 10).start()) {
            TestMember leader = group.leader();
            leader.commit("a");
            config = leader.config();
        }
        try (var alone = new TestMember(alone(config)).start()) {
            Eventually.until("it leads", alone::leads);
            alone.commit("b");
            assertThat(alone.machine().entries()).containsExactly("a", "b");
            assertOnlyVoter(alone);
        }
        try (var again = new TestMember(config).start()) {
            Eventually.until("it leads without being told again", again::leads);
            again.commit("c");
            assertThat(again.machine().entries()).containsExactly("a", "b", "c");
            assertOnlyVoter(again);
        }
    }

    private static void assertOnlyVoter(TestMember member) {
        GroupConfiguration group = Eventually.get(member.consensus().configuration());
        assertThat(group).isEqualTo(new GroupConfiguration(Set.of(member.id()), Set.of()));
        assertThat(member.consensus().answersAlone()).isTrue();
    }

    private static ConsensusConfig alone(ConsensusConfig config) {
        return new ConsensusConfig(
                config.group(),
                config.self(),
                config.voters(),
                config.peers(),
                config.listenHost(),
                config.listenPort(),
                config.directory(),
                config.electionTimeoutMillis(),
                config.heartbeatIntervalMillis(),
                config.snapshotCatchUpEntries(),
                config.readMode(),
                true);
    }
}
