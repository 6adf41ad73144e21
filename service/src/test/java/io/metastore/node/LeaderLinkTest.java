package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.apply.Entry;
import io.metastore.node.DiskSpace.Level;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LeaderLinkTest {
    private static final long RESERVE_BYTES = 1 << 20;

    private final ManualTimer timer = new ManualTimer();
    private final LeaderSpace leaderSpace = new LeaderSpace(timer::nanoTime);
    private final FakeConsensus consensus = new FakeConsensus();
    private long leaderUsableBytes = 10 * RESERVE_BYTES;
    private final DiskSpace leaderDisk =
            new DiskSpace(() -> leaderUsableBytes, 0, OptionalLong.of(RESERVE_BYTES));
    private final LeaderLink leader = link(1, leaderDisk, new LeaderSpace(timer::nanoTime));
    private final LeaderLink follower =
            link(
                    2,
                    new DiskSpace(() -> 10 * RESERVE_BYTES, 0, OptionalLong.of(RESERVE_BYTES)),
                    leaderSpace);

    @BeforeEach
    void connect() {
        consensus.committing = true;
        consensus.leader = leader;
    }

    @Test
    void an_entry_of_another_member_is_taken() {
        assertThat(send()).isCompleted();

        assertThat(consensus.proposed).hasSize(1);
        assertThat(leaderSpace.level()).isEqualTo(Level.ENOUGH);
    }

    @Test
    void a_leader_with_little_room_takes_it_and_tells() {
        leaderHas(RESERVE_BYTES / 2);

        assertThat(send()).isCompleted();

        assertThat(consensus.proposed).hasSize(1);
        assertThat(leaderSpace.level()).isEqualTo(Level.LOW);
    }

    @Test
    void a_leader_without_room_refuses_it_and_tells() {
        leaderHas(0);

        assertThat(send()).isCompletedExceptionally();

        assertThat(consensus.proposed).isEmpty();
        assertThat(leaderSpace.level()).isEqualTo(Level.EXHAUSTED);
    }

    private void leaderHas(long usableBytes) {
        leaderUsableBytes = usableBytes;
        leaderDisk.look();
    }

    private CompletableFuture<Void> send() {
        return follower.send(new byte[Entry.HEADER_BYTES]).toCompletableFuture();
    }

    private LeaderLink link(long memberId, DiskSpace disk, LeaderSpace toldByLeader) {
        Leadership leadership = new Leadership(timer::nanoTime, 1000);
        leadership.set(new Leadership.Leader(1, 1, memberId == 1));
        return new LeaderLink(
                () -> consensus,
                leadership,
                new LeaseClock(timer::nanoTime, 0),
                new LeaderLink.Disks(disk, toldByLeader),
                1000);
    }
}
