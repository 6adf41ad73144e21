package io.metastore.node;

import io.metastore.command.Command;
import io.metastore.command.LeaseClockTick;
import io.metastore.command.LeaseExpiry;
import io.metastore.lease.LeaseStore;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The leader's duty to leases: it proposes the expiry of what is past, and moves the lease clock
 * when nothing else does, so that a new leader starts at most a tick behind. Runs on the timer.
 */
final class LeaseKeeper {
    /** Leases that one command may expire. */
    static final int EXPIRED_PER_COMMAND_MAX = 500;

    /** Expiry commands that may be under way at once. */
    static final int COMMANDS_IN_FLIGHT_MAX = 1;

    /** How far the replicated clock may fall behind the leader's while there are leases. */
    static final long CLOCK_LAG_MILLIS_MAX = 1000;

    private final LeaseStore leases;
    private final LeaseClock clock;
    private final Leadership leadership;
    private final Proposals proposals;
    private final Executor timer;
    private final AtomicInteger inFlight = new AtomicInteger();

    LeaseKeeper(
            LeaseStore leases,
            LeaseClock clock,
            Leadership leadership,
            Proposals proposals,
            Executor timer) {
        this.leases = leases;
        this.clock = clock;
        this.leadership = leadership;
        this.proposals = proposals;
        this.timer = timer;
    }

    void tick() {
        if (!leadership.isSelf() || leases.isEmpty() || inFlight.get() >= COMMANDS_IN_FLIGHT_MAX) {
            return;
        }
        long now = clock.nowMillis();
        List<Long> expired = leases.expired(now, EXPIRED_PER_COMMAND_MAX);
        if (!expired.isEmpty()) {
            LeaseExpiry expiry = LeaseExpiry.newBuilder().addAllIds(expired).build();
            submit(Command.newBuilder().setLeaseExpiry(expiry).build());
        } else if (now - leases.clockMillis() >= CLOCK_LAG_MILLIS_MAX) {
            LeaseClockTick tick = LeaseClockTick.getDefaultInstance();
            submit(Command.newBuilder().setLeaseClockTick(tick).build());
        }
    }

    private void submit(Command command) {
        inFlight.incrementAndGet();
        proposals
                .submit(command, timer)
                .whenComplete((done, failure) -> inFlight.decrementAndGet());
    }
}
