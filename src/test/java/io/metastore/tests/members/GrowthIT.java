package io.metastore.tests.members;

import static io.metastore.tests.members.Changes.add;
import static io.metastore.tests.members.Changes.members;
import static io.metastore.tests.members.Changes.remove;
import static io.metastore.tests.members.Changes.retried;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.Status.Code;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * From one member to seven and back to one, while somebody writes through the one that stays. The
 * engines of the members alternate.
 */
@OnCluster(members = 1, storages = Storage.ROCKSDB)
final class GrowthIT {
    private static final int MEMBERS_MAX = 7;
    private static final int WRITES = 20;

    /** Enough entries that whoever joins gets a snapshot, and then the log behind it. */
    private static final String[] FLAGS = {
        "--snapshot-count", "100", "--snapshot-catchup-entries", "10"
    };

    /** What a change of leader may cost a request. */
    private static final Set<String> OF_A_LEADER_CHANGE =
            Set.of(
                    "etcdserver: no leader",
                    "etcdserver: leader changed",
                    "etcdserver: request timed out",
                    "etcdserver: request timed out, possibly due to previous leader failure");

    private final Launcher launcher;

    GrowthIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void seven_members_come_and_six_of_them_go_while_a_client_writes() {
        Cluster cluster = launcher.start(FLAGS);
        Member staying = cluster.member(0);
        List<Member> members = new ArrayList<>(List.of(staying));
        try (Writer writer = new Writer(List.of(staying))) {
            while (members.size() < MEMBERS_MAX) {
                members.add(joined(members));
                writer.awaitWrites(WRITES);
            }
            assertThat(members(staying.client())).hasSize(MEMBERS_MAX);
            while (members.size() > 1) {
                leave(staying, members);
                writer.awaitWrites(WRITES);
            }
            writer.stop();
            assertThat(members(staying.client())).hasSize(1);
            writer.assertKept(staying.client());
            assertThat(writer.failures()).allMatch(this::isExplained);
        }
    }

    private Member joined(List<Member> members) {
        Member next = launcher.prepareJoiner("j" + members.size(), members, flags(members.size()));
        Client client = members.get(0).client();
        retried(() -> add(client, next.peerUrl(), false));
        next.start();
        next.awaitReady();
        return next;
    }

    private String[] flags(int number) {
        boolean memory = launcher.setup().product() == Product.METASTORE && number % 2 == 1;
        Stream<String> storage = memory ? Stream.of("--storage", "memory") : Stream.of();
        return Stream.concat(Stream.of(FLAGS), storage).toArray(String[]::new);
    }

    /** The leader goes first, unless it stays. */
    private static void leave(Member staying, List<Member> members) {
        long leader = staying.client().leaderId();
        Member leaving =
                members.stream()
                        .filter(member -> member != staying)
                        .filter(member -> member.client().memberId() == leader)
                        .findFirst()
                        .orElse(members.get(members.size() - 1));
        long id = leaving.client().memberId();
        retried(() -> remove(staying.client(), id));
        leaving.awaitExit();
        members.remove(leaving);
    }

    /** A voter of etcd counts when it is added, so that the second one holds up the first. */
    private boolean isExplained(Status failure) {
        if (launcher.setup().product() == Product.ETCD
                && failure.getCode() == Code.DEADLINE_EXCEEDED) {
            return true;
        }
        return failure.getCode() == Code.UNAVAILABLE
                && OF_A_LEADER_CHANGE.contains(String.valueOf(failure.getDescription()));
    }
}
