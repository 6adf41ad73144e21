package io.metastore.tests.robustness.nemesis;

import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * A new member takes the place of another while clients work: it joins, as a voter or as a learner
 * that is promoted, before the other is removed or after that. The removed one ends by itself, and
 * does so again when it is started once more.
 */
public final class Replacement implements Fault {
    private static final int AGAIN_ONE_IN = 3;

    private final Launcher launcher;
    private int joined;

    public Replacement(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public void strike(Stage stage) {
        Member old = stage.shuffled().get(0);
        boolean removeFirst = stage.random().nextBoolean();
        boolean learner = stage.random().nextBoolean();
        stage.say(
                "replace %s, removed %s, by a %s"
                        .formatted(
                                old.name(),
                                removeFirst ? "first" : "last",
                                learner ? "learner" : "voter"));
        if (removeFirst) {
            remove(stage, old);
        }
        join(stage, learner);
        if (!removeFirst) {
            remove(stage, old);
        }
        stage.say("members are " + Kill.names(stage.members().now()));
    }

    private void join(Stage stage, boolean learner) {
        List<Member> others = stage.members().now();
        String name = "joiner" + joined++;
        Member joiner = launcher.prepareJoiner(name, others, stage.network());
        MemberChanges changes = new MemberChanges(others);
        changes.add(joiner, learner);
        joiner.start();
        joiner.awaitReady();
        if (learner) {
            changes.promote(joiner);
        }
        stage.members().add(joiner);
        stage.say(name + " has joined");
    }

    private static void remove(Stage stage, Member old) {
        List<Member> rest = new ArrayList<>(stage.members().now());
        rest.remove(old);
        stage.members().remove(old);
        new MemberChanges(rest).remove(old);
        old.awaitExit();
        if (stage.random().nextInt(AGAIN_ONE_IN) == 0) {
            old.start();
            old.awaitExit();
        }
        stage.network().forget(old);
        stage.say(old.name() + " has left");
    }
}
