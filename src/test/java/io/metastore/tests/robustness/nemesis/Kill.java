package io.metastore.tests.robustness.nemesis;

import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.List;

/** SIGKILL for one member, seldom for more, even all; they come back after a while. */
public final class Kill implements Fault {
    private static final int MORE_ONE_IN = 4;
    private static final Duration DEAD_MAX = Duration.ofSeconds(3);

    @Override
    public void strike(Stage stage) {
        failIfOneEnded(stage);
        List<Member> all = stage.shuffled();
        boolean more = stage.random().nextInt(MORE_ONE_IN) == 0;
        int count = more ? 1 + stage.random().nextInt(all.size()) : 1;
        List<Member> victims = all.subList(0, count);
        stage.say("kill " + names(victims));
        victims.forEach(Member::kill);
        stage.pauseUpTo(DEAD_MAX);
        victims.forEach(Member::start);
        victims.forEach(Member::awaitReady);
        stage.say("back are " + names(victims));
    }

    /** Who is killed here is started again here; nobody may end otherwise. */
    private static void failIfOneEnded(Stage stage) {
        for (Member member : stage.members().now()) {
            if (!member.isAlive()) {
                throw new AssertionError(member + " ended by itself\n" + member.log().tail());
            }
        }
    }

    static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }
}
