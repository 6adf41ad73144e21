package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.peer.StandingAnswer;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds out that this member was removed. The list alone does not say so: the group counts the
 * member until the leader has changed it, and without its vote might not be able to. The member may
 * also never be told, because it was away. So it asks, when the list has lost it or there is no
 * leader, and stops when a leader says that nobody counts it any more. Runs on the timer.
 */
final class Expulsion {
    static final long TICK_MILLIS = 500;

    /** Time for the last answers of this member to leave. */
    static final long STOP_DELAY_MILLIS = 1000;

    /** Ticks without a leader before the others are asked. */
    static final int TICKS_WITHOUT_LEADER_MAX = 4;

    private final long self;
    private final ClusterView cluster;
    private final Leadership leadership;
    private final Standings standings;
    private final ScheduledExecutorService timer;
    private final Consumer<Throwable> failed;
    private int ticksWithoutLeader;
    private int asked;
    private boolean busy;

    /** Who is asked and about what. */
    record Parts(ClusterView cluster, Leadership leadership, Standings standings) {}

    Expulsion(long self, Parts parts, ScheduledExecutorService timer, Consumer<Throwable> failed) {
        this.self = self;
        this.cluster = parts.cluster();
        this.leadership = parts.leadership();
        this.standings = parts.standings();
        this.timer = timer;
        this.failed = failed;
    }

    void tick() {
        ticksWithoutLeader = leadership.isKnown() ? 0 : ticksWithoutLeader + 1;
        boolean suspicious = cluster.isRemoved() || ticksWithoutLeader >= TICKS_WITHOUT_LEADER_MAX;
        List<Member> others = cluster.others();
        if (busy || !suspicious || others.isEmpty()) {
            return;
        }
        busy = true;
        standings
                .asked(others.get(asked++ % others.size()).getID(), self)
                .whenComplete((answer, failure) -> timer.execute(() -> answered(answer)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer means that the node has ended
    private void answered(StandingAnswer answer) {
        boolean gone =
                answer.getSettled()
                        && answer.getRemoved()
                        && !answer.getVoter()
                        && !answer.getLearner();
        if (gone) {
            timer.schedule(
                    () -> failed.accept(new MemberRemovedException(self)),
                    STOP_DELAY_MILLIS,
                    TimeUnit.MILLISECONDS);
        } else {
            busy = false;
        }
    }
}
