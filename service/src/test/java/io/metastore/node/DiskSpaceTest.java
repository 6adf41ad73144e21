package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.node.DiskSpace.Level;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class DiskSpaceTest {
    private static final long MB = 1 << 20;

    private long usableBytes = 1000 * MB;
    private long nanos;

    @Test
    void levels_follow_the_room_that_is_left_both_ways() {
        DiskSpace disk = disk(100 * MB);
        assertThat(levelAt(disk, 100 * MB)).isEqualTo(Level.ENOUGH);
        assertThat(levelAt(disk, 100 * MB - 1)).isEqualTo(Level.LOW);
        assertThat(levelAt(disk, 25 * MB)).isEqualTo(Level.LOW);
        assertThat(levelAt(disk, 25 * MB - 1)).isEqualTo(Level.EXHAUSTED);
        assertThat(levelAt(disk, 30 * MB)).isEqualTo(Level.LOW);
        assertThat(levelAt(disk, 112 * MB)).isEqualTo(Level.LOW);
        assertThat(levelAt(disk, 113 * MB)).isEqualTo(Level.ENOUGH);
    }

    @Test
    void a_burst_between_two_looks_does_not_eat_the_reserve_unseen() {
        usableBytes = 101 * MB;
        DiskSpace disk = disk(100 * MB);

        disk.appended(MB);

        assertThat(disk.level()).isEqualTo(Level.LOW);
        assertThat(levelAt(disk, 200 * MB)).isEqualTo(Level.ENOUGH);
    }

    @Test
    void the_default_reserve_fits_the_disk() {
        OptionalLong none = OptionalLong.empty();
        DiskSpace small = new DiskSpace(() -> usableBytes, 1000 * MB, none);
        DiskSpace large = new DiskSpace(() -> usableBytes, 1_000_000 * MB, none);

        assertThat(small.reserveBytes()).isEqualTo(50 * MB);
        assertThat(large.reserveBytes()).isEqualTo(512 * MB);
    }

    @Test
    void without_a_reserve_nothing_is_refused() {
        DiskSpace disk = disk(0);
        disk.appended(2000 * MB);

        assertThat(levelAt(disk, 0)).isEqualTo(Level.ENOUGH);
    }

    @Test
    void little_room_refuses_what_adds_and_none_everything() {
        DiskSpace disk = disk(100 * MB);
        Admission admission = admission(disk, new LeaderSpace(() -> nanos));

        levelAt(disk, 99 * MB);
        assertRefused(admission, 1);
        assertThat(carryOut(admission, 0)).isCompleted();
        levelAt(disk, 1 * MB);
        assertRefused(admission, 0);
        levelAt(disk, 200 * MB);
        assertThat(carryOut(admission, 1)).isCompleted();
    }

    @Test
    void what_the_leader_has_no_room_for_is_refused_for_a_while() {
        LeaderSpace leader = new LeaderSpace(() -> nanos);
        Admission admission = admission(disk(100 * MB), leader);

        leader.told(Level.LOW);
        assertRefused(admission, 1);
        assertThat(carryOut(admission, 0)).isCompleted();
        leader.told(Level.EXHAUSTED);
        assertRefused(admission, 0);

        nanos += LeaderSpace.BELIEVED_MILLIS * 1_000_000;
        assertThat(carryOut(admission, 1)).isCompleted();
    }

    @Test
    void a_leader_with_room_again_is_believed_at_once() {
        LeaderSpace leader = new LeaderSpace(() -> nanos);
        leader.told(Level.EXHAUSTED);

        leader.told(Level.ENOUGH);

        assertThat(carryOut(admission(disk(MB), leader), 1)).isCompleted();
    }

    private DiskSpace disk(long reserveBytes) {
        return new DiskSpace(() -> usableBytes, 1000 * MB, OptionalLong.of(reserveBytes));
    }

    private Level levelAt(DiskSpace disk, long bytes) {
        usableBytes = bytes;
        disk.look();
        return disk.level();
    }

    private static Admission admission(DiskSpace disk, LeaderSpace leader) {
        ReplicaFixture member = new ReplicaFixture(1);
        Alarms alarms = new Alarms(member.alarms, member.proposals, Runnable::run);
        return new Admission(new Quota(-1, () -> 0, alarms, 1), disk, leader);
    }

    private static void assertRefused(Admission admission, long costBytes) {
        assertThatThrownBy(() -> carryOut(admission, costBytes).join())
                .cause()
                .isInstanceOfSatisfying(
                        EtcdException.class,
                        e -> assertThat(e.error()).isEqualTo(EtcdError.NO_SPACE));
    }

    private static CompletableFuture<String> carryOut(Admission admission, long costBytes) {
        return admission
                .admit(costBytes, Runnable::run, () -> CompletableFuture.completedStage("done"))
                .toCompletableFuture();
    }
}
