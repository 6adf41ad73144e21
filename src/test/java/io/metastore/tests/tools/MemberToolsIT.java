package io.metastore.tests.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands about members, against MetaStore and against etcd. */
@OnCluster(members = 1, storages = Storage.MEMORY)
final class MemberToolsIT {
    private static final String TIMEOUT = "30s";
    private static final Duration CHANGE_MAX = Duration.ofSeconds(60);

    private final Launcher launcher;
    private final Path directory;

    MemberToolsIT(Launcher launcher) {
        this.launcher = launcher;
        this.directory = launcher.newDirectory();
    }

    @Test
    void a_learner_is_added_started_promoted_shown_and_removed() {
        Cluster cluster = launcher.start();
        Member first = cluster.member(0);
        Member second = launcher.prepareJoiner("second", List.of(first));

        Tool added =
                succeed(
                        first,
                        "member",
                        "add",
                        "second",
                        "--peer-urls",
                        second.peerUrl(),
                        "--learner");
        assertThat(added.out()).contains("added as learner", second.peerUrl());
        String id = added.out().substring("Member ".length(), added.out().indexOf(" added"));
        assertThat(succeed(first, "member", "list").out())
                .hasLineCount(2)
                .contains(id + ", unstarted, , " + second.peerUrl() + ", , true\n");
        second.start();
        second.awaitReady();
        assertThat(succeed(second, "endpoint", "status", "-w", "json").out())
                .contains("\"isLearner\":true");

        Await.until(
                "promoted", CHANGE_MAX, () -> run(first, "member", "promote", id).exitCode() == 0);
        assertThat(succeed(second, "endpoint", "health", "--cluster").out())
                .hasLineCount(2)
                .contains(first.clientUrl() + " is healthy", second.clientUrl() + " is healthy");
        String hashes = succeed(first, "endpoint", "hashkv", "--cluster").out();
        assertThat(hashes.lines().map(line -> line.substring(line.indexOf(' '))).distinct())
                .as(hashes)
                .hasSize(1);
        Await.until(
                "removed", CHANGE_MAX, () -> run(first, "member", "remove", id).exitCode() == 0);
        second.awaitExit();
        assertThat(succeed(first, "member", "list").out()).hasLineCount(1);
        assertThat(run(second, "endpoint", "status").err()).contains("cannot reach");
    }

    private Tool succeed(Member member, String... arguments) {
        return Tool.succeed(directory, arguments(member, arguments));
    }

    private Tool run(Member member, String... arguments) {
        return Tool.run(directory, arguments(member, arguments));
    }

    private static String[] arguments(Member member, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        // A change waits until the group has followed, and a tool starts slowly on a busy machine.
        all.addAll(List.of("--endpoints", member.clientUrl(), "--command-timeout", TIMEOUT));
        return all.toArray(String[]::new);
    }
}
