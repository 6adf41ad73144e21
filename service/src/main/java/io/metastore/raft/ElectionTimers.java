package io.metastore.raft;

import com.alipay.sofa.jraft.util.SPI;
import com.alipay.sofa.jraft.util.timer.DefaultRaftTimerFactory;
import com.alipay.sofa.jraft.util.timer.Timeout;
import com.alipay.sofa.jraft.util.timer.Timer;
import com.alipay.sofa.jraft.util.timer.TimerTask;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets followers look several times in an election time-out whether they still hear from a leader.
 * The library looks once, so that a leader that fell silent just after a look was missed for almost
 * two time-outs. What counts as silence stays the election time-out. Found by the library as a
 * service.
 */
@SPI(priority = 100)
public final class ElectionTimers extends DefaultRaftTimerFactory {
    /** Looks in the time the library waits between two. */
    static final int LOOKS = 5;

    @Override
    public Timer getElectionTimer(boolean shared, String name) {
        return new Quickened(super.getElectionTimer(shared, name));
    }

    private record Quickened(Timer timer) implements Timer {
        @Override
        public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
            return timer.newTimeout(task, unit.toMicros(delay) / LOOKS, TimeUnit.MICROSECONDS);
        }

        @Override
        public Set<Timeout> stop() {
            return timer.stop();
        }
    }
}
