package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.metastore.api.etcdserverpb.MemberAddRequest;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberPromoteRequest;
import io.metastore.api.etcdserverpb.MemberRemoveRequest;
import io.metastore.api.etcdserverpb.MemberUpdateRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The expected texts are what etcdctl 3.7.3 printed of the same answers. */
class MemberToolsTest {
    private final ToolRun tool = new ToolRun();
    private final FakeMember member = new FakeMember();

    @AfterEach
    void stop() {
        member.close();
    }

    private int run(String... arguments) {
        return tool.ask(member, "member", arguments);
    }

    @Test
    void the_list_looks_like_that_of_etcdctl() {
        assertThat(run("list")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        "8876210cd96651c6, started, default, http://127.0.0.1:26380, %s, false\n"
                                .formatted(member.endpoint()));
        assertThat(run("list", "-w", "json")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        "{\"header\":{\"cluster_id\":9087666264657136056,"
                                + "\"member_id\":9833083175480742342,\"raft_term\":2},"
                                + "\"members\":[{\"ID\":9833083175480742342,\"name\":\"default\","
                                + "\"peerURLs\":[\"http://127.0.0.1:26380\"],"
                                + "\"clientURLs\":[\"%s\"]}]}\n".formatted(member.endpoint()));
        assertThat(run("list", "-w", "table")).isZero();
        assertThat(tool.out())
                .contains("│ ID               │ STATUS  │ NAME    │ PEER ADDRS")
                .contains("│ 8876210cd96651c6 │ started │ default │ http://127.0.0.1:26380 │");
    }

    @Test
    void the_list_is_linearizable_unless_asked_otherwise() {
        run("list");
        run("list", "--consistency", "s");
        assertThat(member.asked)
                .containsExactly(
                        MemberListRequest.newBuilder().setLinearizable(true).build(),
                        MemberListRequest.getDefaultInstance());
    }

    @Test
    void adding_prints_what_the_new_member_is_to_be_started_with() {
        assertThat(run("add", "m4", "--peer-urls", "http://127.0.0.1:4", "--learner")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        """
                        Member f0054767f38b6b28 added as learner to cluster 7e1de051b63089b8

                        ETCD_NAME="m4"
                        ETCD_INITIAL_CLUSTER="default=http://127.0.0.1:26380,m4=http://127.0.0.1:4"
                        ETCD_INITIAL_ADVERTISE_PEER_URLS="http://127.0.0.1:4"
                        ETCD_INITIAL_CLUSTER_STATE="existing"
                        """);
        assertThat(member.asked)
                .containsExactly(
                        MemberAddRequest.newBuilder()
                                .addPeerURLs("http://127.0.0.1:4")
                                .setIsLearner(true)
                                .build());
    }

    @Test
    void changes_name_the_member_and_the_cluster() {
        assertThat(run("update", "f0054767f38b6b28", "--peer-urls", "http://a:1,http://b:2"))
                .isZero();
        assertThat(tool.out())
                .isEqualTo("Member f0054767f38b6b28 updated in cluster 7e1de051b63089b8\n");
        assertThat(run("promote", "f0054767f38b6b28")).isZero();
        assertThat(tool.out())
                .isEqualTo("Member f0054767f38b6b28 promoted in cluster 7e1de051b63089b8\n");
        assertThat(run("remove", "f0054767f38b6b28")).isZero();
        assertThat(tool.out())
                .isEqualTo("Member f0054767f38b6b28 removed from cluster 7e1de051b63089b8\n");
        assertThat(member.asked)
                .containsExactly(
                        MemberUpdateRequest.newBuilder()
                                .setID(0xf0054767f38b6b28L)
                                .addPeerURLs("http://a:1")
                                .addPeerURLs("http://b:2")
                                .build(),
                        MemberPromoteRequest.newBuilder().setID(0xf0054767f38b6b28L).build(),
                        MemberRemoveRequest.newBuilder().setID(0xf0054767f38b6b28L).build());
    }

    @Test
    void a_refusal_is_the_text_of_the_server() {
        member.failure = Status.NOT_FOUND.withDescription("etcdserver: member not found");
        assertThat(run("remove", "7")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).endsWith("refused: etcdserver: member not found\n");
    }

    @Test
    void the_next_endpoint_is_asked_when_one_is_down_or_a_learner() {
        try (FakeMember learner = new FakeMember()) {
            learner.learner = true;
            String endpoints =
                    String.join(",", "http://127.0.0.1:1", learner.endpoint(), member.endpoint());
            assertThat(tool.run("member", "list", "--endpoints", endpoints)).isZero();
            assertThat(tool.out()).contains(member.endpoint());
        }
    }

    @Test
    void mistakes_in_the_command_line_are_explained() {
        assertThat(run("remove", "zz")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).contains("hexadecimal");
        assertThat(run("add", "m4")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).contains("--peer-urls");
        assertThat(run("add", "--peer-urls", "http://a:1")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).contains("NAME");
        assertThat(tool.run("member")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.out()).contains("list", "add", "promote", "update", "remove");
    }
}
