package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.metastore.api.etcdserverpb.HashKVRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The expected texts are what etcdctl 3.7.3 printed of the same answers. */
class EndpointToolsTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    private final ToolRun tool = new ToolRun();
    private final FakeMember member = new FakeMember();

    @AfterEach
    void stop() {
        member.close();
    }

    private int run(String... arguments) {
        return tool.ask(member, "endpoint", arguments);
    }

    @Test
    void status_looks_like_that_of_etcdctl() {
        assertThat(run("status")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        member.endpoint()
                                + ", 8876210cd96651c6, 3.7.3, 3.7.0, 29 kB, 16 kB, 43%, 2.1 GB,"
                                + " true, false, 2, 7, 7, \n");
        assertThat(run("status", "-w", "json")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        "[{\"Endpoint\":\"%s\",\"Status\":{\"header\":{"
                                        .formatted(member.endpoint())
                                + "\"cluster_id\":9087666264657136056,"
                                + "\"member_id\":9833083175480742342,\"revision\":2,"
                                + "\"raft_term\":2},\"version\":\"3.7.3\",\"dbSize\":28672,"
                                + "\"leader\":9833083175480742342,\"raftIndex\":7,\"raftTerm\":2,"
                                + "\"raftAppliedIndex\":7,\"dbSizeInUse\":16384,"
                                + "\"storageVersion\":\"3.7.0\",\"dbSizeQuota\":2147483648}}]\n");
        assertThat(run("status", "-w", "table")).isZero();
        assertThat(tool.out()).contains("│ RAFT APPLIED INDEX │ ERRORS │", "│ 8876210cd96651c6 │");
    }

    @Test
    void hashes_look_like_those_of_etcdctl() {
        assertThat(run("hashkv", "--rev", "2")).isZero();
        assertThat(tool.out()).isEqualTo(member.endpoint() + ", 3628877040, 2\n");
        assertThat(member.asked).containsExactly(HashKVRequest.newBuilder().setRevision(2).build());
        assertThat(run("hashkv", "-w", "json")).isZero();
        assertThat(tool.out())
                .endsWith("\"hash\":3628877040,\"compact_revision\":-1,\"hash_revision\":2}}]\n");
    }

    @Test
    void a_member_that_reads_through_the_quorum_is_healthy() {
        assertThat(run("health")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        member.endpoint()
                                + " is healthy: successfully committed proposal: took ="
                                + " 3000.000ms\n");
        assertThat(run("health", "-w", "json")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        "[{\"endpoint\":\"%s\",\"health\":true,\"took\":\"3000.000ms\"}]\n"
                                .formatted(member.endpoint()));
    }

    @Test
    void an_alarm_or_a_refusal_makes_a_member_unhealthy() {
        member.alarm = true;
        assertThat(run("health")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err())
                .contains("is unhealthy: Active Alarm(s): NOSPACE", "unhealthy cluster");
        member.failure = Status.UNAVAILABLE.withDescription("etcdserver: no leader");
        assertThat(run("health", "-w", "json")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.out()).contains("\"health\":false", "etcdserver: no leader");
    }

    @Test
    void one_that_is_down_does_not_hide_the_others() {
        String endpoints = NOBODY + "," + member.endpoint();
        assertThat(tool.run("endpoint", "status", "--endpoints", endpoints))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(tool.out()).startsWith(member.endpoint()).hasLineCount(1);
        assertThat(tool.err()).contains("cannot reach " + NOBODY);
    }

    @Test
    void every_member_of_the_cluster_is_asked_on_demand() {
        try (FakeMember other = new FakeMember()) {
            member.members.addAll(other.members);
            assertThat(run("status", "--cluster")).isZero();
            assertThat(tool.out())
                    .hasLineCount(2)
                    .contains(member.endpoint() + ",", other.endpoint() + ",");
        }
    }
}
