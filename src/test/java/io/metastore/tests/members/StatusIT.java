package io.metastore.tests.members;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberListResponse;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.api.healthpb.HealthCheckRequest;
import io.metastore.api.healthpb.HealthCheckResponse.ServingStatus;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.junit.OnCluster;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Status, the list of members, alarms and gRPC health. */
@OnCluster
final class StatusIT {
    private final Cluster cluster;

    StatusIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void every_member_tells_its_status_and_all_agree_on_the_leader() {
        long revision = cluster.client().kv().put(put("status", "v")).getHeader().getRevision();
        long leader = cluster.leader().client().memberId();
        Set<Long> ids = new HashSet<>();
        for (Member member : cluster.members()) {
            member.client().revision();
            StatusResponse status = member.client().status();
            assertThat(status.getVersion()).isEqualTo("3.7.3");
            assertThat(status.getStorageVersion()).isEqualTo("3.7.0");
            assertThat(status.getLeader()).isEqualTo(leader);
            assertThat(status.getIsLearner()).isFalse();
            assertThat(status.getErrorsList()).isEmpty();
            assertThat(status.getDbSize()).isPositive();
            assertThat(status.getDbSizeInUse()).isPositive();
            assertThat(status.getRaftTerm()).isPositive();
            assertThat(status.getRaftIndex()).isPositive();
            assertThat(status.getRaftAppliedIndex()).isBetween(1L, status.getRaftIndex());
            assertThat(status.getHeader().getRevision()).isGreaterThanOrEqualTo(revision);
            ids.add(status.getHeader().getMemberId());
        }
        assertThat(ids).hasSameSizeAs(cluster.members()).contains(leader);
    }

    @Test
    void the_list_names_all_members_with_their_addresses() {
        for (Member asked : cluster.members()) {
            MemberListResponse list =
                    asked.client()
                            .cluster()
                            .memberList(
                                    MemberListRequest.newBuilder().setLinearizable(true).build());
            assertThat(list.getMembersList()).hasSameSizeAs(cluster.members());
            for (Member member : cluster.members()) {
                assertThat(list.getMembersList())
                        .anySatisfy(
                                listed -> {
                                    assertThat(listed.getName()).isEqualTo(member.name());
                                    assertThat(listed.getID())
                                            .isEqualTo(member.client().memberId());
                                    assertThat(listed.getPeerURLsList())
                                            .containsExactly(member.peerUrl());
                                    assertThat(listed.getClientURLsList())
                                            .containsExactly(member.clientUrl());
                                });
            }
            assertThat(list.getHeader().getRevision()).isZero();
        }
    }

    @Test
    void the_header_names_the_cluster_and_the_member_that_answered() {
        Set<Long> clusters = new HashSet<>();
        for (Member member : cluster.members()) {
            ResponseHeader header = member.client().kv().put(put("header", "v")).getHeader();
            assertThat(header.getMemberId()).isEqualTo(member.client().memberId());
            assertThat(header.getRaftTerm()).isPositive();
            clusters.add(header.getClusterId());
        }
        assertThat(clusters).hasSize(1).doesNotContain(0L);
    }

    @Test
    void no_alarm_is_raised() {
        assertThat(
                        cluster.client()
                                .maintenance()
                                .alarm(AlarmRequest.getDefaultInstance())
                                .getAlarmsList())
                .isEmpty();
    }

    @Test
    void health_protocol_serves_the_whole_server_only() {
        for (Member member : cluster.members()) {
            assertThat(
                            member.client()
                                    .health()
                                    .check(HealthCheckRequest.getDefaultInstance())
                                    .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        }
        assertRefused(
                Code.NOT_FOUND,
                "unknown service",
                () ->
                        cluster.client()
                                .health()
                                .check(HealthCheckRequest.newBuilder().setService("x").build()));
    }
}
