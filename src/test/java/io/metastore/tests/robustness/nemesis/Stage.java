package io.metastore.tests.robustness.nemesis;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Network;
import io.metastore.tests.robustness.load.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a fault has to work with. Used by one thread, but stopped by any. */
public final class Stage {
    private static final Duration ATTEMPT = Duration.ofMillis(300);
    private static final Duration PAUSE_STEP = Duration.ofMillis(20);

    private final Members members;
    private final Network network;
    private final Random random;
    private final String title;
    private final long start = System.nanoTime();
    private volatile boolean over;

    Stage(Members members, Network network, Random random, String title) {
        this.members = members;
        this.network = network;
        this.random = random;
        this.title = title;
    }

    public Members members() {
        return members;
    }

    public Network network() {
        return network;
    }

    public Random random() {
        return random;
    }

    /** For the output of the test. */
    public void say(String what) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("%s %6.2f s: %s%n", title, millis / 1e3, what);
    }

    /** A time from nothing to a maximum, but never beyond the end of the test. */
    public void pauseUpTo(Duration max) {
        long millis = random.nextInt((int) max.toMillis());
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (!over && System.nanoTime() - until < 0) {
            Await.pause(PAUSE_STEP);
        }
    }

    /** All members in an order that means nothing, but often with the leader in front. */
    public List<Member> shuffled() {
        List<Member> shuffled = new ArrayList<>(members.now());
        Collections.shuffle(shuffled, random);
        if (random.nextBoolean()) {
            leader().ifPresent(
                            leader -> {
                                shuffled.remove(leader);
                                shuffled.add(0, leader);
                            });
        }
        return shuffled;
    }

    /** A member that takes itself for the leader, if one answers. */
    public Optional<Member> leader() {
        return members.now().stream().filter(Stage::leads).findFirst();
    }

    private static boolean leads(Member member) {
        try {
            Client client = member.client().withDeadline(ATTEMPT);
            StatusResponse status = client.status();
            return status.getLeader() == status.getHeader().getMemberId();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
