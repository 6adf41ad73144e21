package io.metastore.tests.robustness.nemesis;

import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.List;

/** SIGSTOP for one member, seldom for more, and SIGCONT after a while. */
public final class Standstill implements Fault {
    private static final int MORE_ONE_IN = 4;
    private static final Duration ASLEEP_MAX = Duration.ofSeconds(5);

    @Override
    public void strike(Stage stage) {
        int count = stage.random().nextInt(MORE_ONE_IN) == 0 ? 2 : 1;
        List<Member> victims = stage.shuffled().subList(0, count);
        stage.say("pause " + Kill.names(victims));
        victims.forEach(Member::pause);
        try {
            stage.pauseUpTo(ASLEEP_MAX);
        } finally {
            victims.forEach(Member::resume);
        }
        stage.say("resumed " + Kill.names(victims));
    }
}
