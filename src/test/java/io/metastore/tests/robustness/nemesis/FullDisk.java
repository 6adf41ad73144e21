package io.metastore.tests.robustness.nemesis;

import io.grpc.StatusRuntimeException;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Requests;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.SmallDisk;
import java.time.Duration;

/** The disk of one member is full for a while. The member may have to be started again. */
public final class FullDisk implements Fault {
    private static final Duration FULL_MAX = Duration.ofSeconds(5);
    private static final Duration RECOVERED_MAX = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final int LEFT_BYTES_MAX = 64 << 10;

    private final SmallDisk disk;
    private final Member member;

    public FullDisk(SmallDisk disk, Member member) {
        this.disk = disk;
        this.member = member;
    }

    @Override
    public void strike(Stage stage) {
        long left = stage.random().nextInt(LEFT_BYTES_MAX);
        stage.say("fill the disk of " + member.name() + " up to " + left + " bytes");
        disk.fillUpTo(left);
        stage.pauseUpTo(FULL_MAX);
        disk.release();
        if (recovers()) {
            stage.say("there is space again");
            return;
        }
        stage.say("there is space again, restart of " + member.name());
        if (member.isAlive()) {
            member.kill();
        }
        member.start();
        member.awaitReady();
    }

    private boolean recovers() {
        try {
            Await.until("it reads", RECOVERED_MAX, () -> !member.isAlive() || reads());
            return member.isAlive();
        } catch (AssertionError e) {
            return false;
        }
    }

    private boolean reads() {
        try {
            member.client().reconnect();
            member.client().withDeadline(ATTEMPT).kv().range(Requests.get("full-disk"));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }
}
